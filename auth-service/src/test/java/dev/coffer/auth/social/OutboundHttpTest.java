package dev.coffer.auth.social;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URL;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Providers that keep whoever asks them waiting, or tell too much. */
@Timeout(20)
final class OutboundHttpTest {

    private final OutboundHttp http = new OutboundHttp(false, Duration.ofMillis(300));
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() {
        testIsOver.countDown();
        http.close();
        server.stop(0);
    }

    private URL serving(HttpHandler handler) throws IOException {
        server.createContext("/", handler);
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/")
                .toURL();
    }

    @Test
    void an_answer_that_begins_and_never_ends_is_given_up() throws IOException {
        URL slow = serving(this::begin);
        assertThatThrownBy(() -> http.retrieveResource(slow))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("no whole answer");
    }

    private void begin(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        OutputStream body = exchange.getResponseBody();
        body.write('{');
        body.flush();
        try {
            testIsOver.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void more_than_a_provider_has_to_say_is_not_read() throws IOException {
        byte[] much = new byte[300 << 10];
        URL talkative = serving(exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(200, much.length);
                exchange.getResponseBody().write(much);
            }
        });
        assertThatThrownBy(() -> http.retrieveResource(talkative)).isInstanceOf(IOException.class);
    }
}
