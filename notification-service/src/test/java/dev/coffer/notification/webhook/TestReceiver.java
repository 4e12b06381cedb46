package dev.coffer.notification.webhook;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Somebody's endpoint on this machine: does as it is told, and remembers what came. */
final class TestReceiver implements AutoCloseable {

    private final HttpServer server;
    private final ConcurrentLinkedQueue<Got> all = new ConcurrentLinkedQueue<>();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private volatile int status = 200;
    private volatile boolean isSilent;

    /** What came. */
    record Got(String delivery, String event, String attempt, String signature, String body, Instant at) {

        JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        String id() {
            return json().path("id").asString();
        }
    }

    TestReceiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 256);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::take);
        server.start();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            all.add(new Got(
                    header(exchange, SendDelivery.DELIVERY),
                    header(exchange, SendDelivery.EVENT),
                    header(exchange, SendDelivery.ATTEMPT),
                    header(exchange, SendDelivery.SIGNATURE),
                    body,
                    Instant.now()));
            if (isSilent) {
                testIsOver.await();
            }
            byte[] answer = ("status " + status).getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Location", "http://127.0.0.1:1/");
            exchange.sendResponseHeaders(status, answer.length);
            exchange.getResponseBody().write(answer);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    TestReceiver answering(int code) {
        status = code;
        return this;
    }

    /** From now on it takes what comes and never answers. */
    TestReceiver silent() {
        isSilent = true;
        return this;
    }

    /** From now on it answers again. */
    void talkative() {
        isSilent = false;
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/hooks";
    }

    List<Got> all() {
        return List.copyOf(all);
    }

    int count() {
        return all.size();
    }

    @Override
    public void close() {
        testIsOver.countDown();
        server.stop(0);
    }
}
