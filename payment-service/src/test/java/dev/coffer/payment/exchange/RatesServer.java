package dev.coffer.payment.exchange;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A provider of rates on this machine. */
final class RatesServer implements AutoCloseable {

    private final HttpServer server;
    private volatile int status = 200;
    private volatile byte[] body = new byte[0];

    RatesServer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
        server.createContext("/", exchange -> {
            byte[] answer = body;
            exchange.sendResponseHeaders(status, answer.length == 0 ? -1 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/latest");
    }

    void answer(int nextStatus, String nextBody) {
        body = nextBody.getBytes(StandardCharsets.UTF_8);
        status = nextStatus;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
