package dev.coffer.gateway.transport;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.coffer.core.identity.ApiKeyText;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.testkit.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** An issuer that exchanges API keys over HTTP as auth-service does, and writes down what it was asked. */
final class KeyIssuer implements AutoCloseable {

    private final TestTokens tokens = TestTokens.start();
    private final Map<String, Long> versions = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final SecureRandom random = new SecureRandom();
    private final HttpServer server;
    private volatile boolean isAway;
    private volatile long lifeSeconds = 300;

    KeyIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(HttpKeyExchange.PATH, this::answer);
        server.start();
    }

    TestTokens tokens() {
        return tokens;
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + HttpKeyExchange.PATH);
    }

    /** Of Ann, whose session it is. */
    String issue() {
        String key = ApiKeyText.generate(random).value();
        versions.put(key, 0L);
        return key;
    }

    /** Well formed, and nobody's. */
    String stranger() {
        return ApiKeyText.generate(random).value();
    }

    static String sessionOf(String key) {
        return "session-" + key.substring(7, 17);
    }

    /** From now on its tokens state that the account was changed. */
    void change(String key) {
        versions.put(key, 1L);
    }

    void forget(String key) {
        versions.remove(key);
    }

    void away(boolean isGone) {
        isAway = isGone;
    }

    void tokensLast(long seconds) {
        lifeSeconds = seconds;
    }

    /** The keys that were presented. */
    List<String> asked() {
        return asked;
    }

    private void answer(HttpExchange exchange) throws IOException {
        String form = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String key = form.substring(form.indexOf("subject_token=") + "subject_token=".length());
        asked.add(key);
        Long version = versions.get(key);
        if (isAway) {
            send(exchange, 503, "{\"error\":\"temporarily_unavailable\"}");
        } else if (version == null) {
            send(exchange, 400, "{\"error\":\"invalid_request\"}");
        } else {
            String token = tokens.mint(
                    new Caller("ann", "main", Set.of("user"), sessionOf(key)),
                    claims -> claims.claim("scope", "user:read").claim("ver", version),
                    header -> header);
            send(
                    exchange,
                    200,
                    "{\"access_token\":\"" + token + "\",\"token_type\":\"Bearer\",\"expires_in\":" + lifeSeconds
                            + "}");
        }
    }

    private static void send(HttpExchange exchange, int status, String body) throws IOException {
        try (exchange) {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("content-type", "application/json");
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        tokens.close();
    }
}
