package dev.coffer.scripts.suite;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** An endpoint on this machine that takes everything, and verifies as a receiver would: by what is documented. */
final class WebhookReceiver {

    private static final String ALGORITHM = "HmacSHA256";

    private final ConcurrentLinkedQueue<Got> all = new ConcurrentLinkedQueue<>();
    private @Nullable HttpServer server;

    private record Got(String delivery, String event, String signature, String body) {}

    /** By a virtual thread, so that a server that a failed step leaves behind ends with this process. */
    void start() {
        try {
            HttpServer started = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            started.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            started.createContext("/", this::take);
            Thread.ofVirtual().start(started::start).join();
            server = started;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            all.add(new Got(
                    header(exchange, "Coffer-Delivery"),
                    header(exchange, "Coffer-Event"),
                    header(exchange, "Coffer-Signature"),
                    body));
            exchange.sendResponseHeaders(204, -1);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        String value = exchange.getRequestHeaders().getFirst(name);
        return value == null ? "" : value;
    }

    String url() {
        HttpServer running = server;
        if (running == null) {
            throw new IllegalStateException("the receiver is not there");
        }
        return "http://127.0.0.1:" + running.getAddress().getPort() + "/hooks";
    }

    /** How often a delivery came. */
    int got(String delivery) {
        return (int) all.stream().filter(one -> one.delivery().equals(delivery)).count();
    }

    /** The deliveries of an event's type. */
    List<String> ofEvent(String event) {
        return all.stream()
                .filter(one -> one.event().equals(event))
                .map(Got::delivery)
                .toList();
    }

    /** Whether each time that it came it was signed by the secret, among others. */
    boolean isSigned(String delivery, String secret) {
        return all.stream()
                .filter(one -> one.delivery().equals(delivery))
                .allMatch(one -> List.of(one.signature().split(",")).contains("v1=" + hmac(secret, one)));
    }

    private static String hmac(String secret, Got got) {
        String time = got.signature().substring("t=".length(), got.signature().indexOf(','));
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal((time + "." + got.body()).getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java runtime has " + ALGORITHM, impossible);
        }
    }

    void stop() {
        HttpServer running = server;
        if (running != null) {
            running.stop(0);
        }
    }
}
