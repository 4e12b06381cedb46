package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.JsonBuffer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Health, metrics, and in development the page to try queries. */
final class OpsHttp {
    private static final String JSON = "application/json; charset=utf-8";

    private final Edge edge;
    private final @Nullable Buffer page;

    OpsHttp(Edge edge) {
        this.edge = edge;
        this.page = edge.options().development() ? readPage() : null;
    }

    /** Answers every path but that of GraphQL. */
    void handle(HttpServerRequest request) {
        switch (request.path()) {
            case "/health/live" -> answer(request, 200, JSON, Buffer.buffer("{\"service\":\"gateway\",\"live\":true}"));
            case "/health/ready" -> ready(request);
            case "/metrics" ->
                answer(
                        request,
                        200,
                        "text/plain; version=0.0.4; charset=utf-8",
                        Buffer.buffer(edge.metrics().text()));
            case "/", "/graphiql" -> {
                if (page == null) {
                    missing(request);
                } else {
                    page(request, page);
                }
            }
            default -> missing(request);
        }
    }

    private void ready(HttpServerRequest request) {
        String missing = edge.missing().get();
        boolean isReady = missing.isEmpty();
        JsonBuffer body = new JsonBuffer(128);
        body.raw("{\"service\":\"gateway\",\"ready\":" + isReady + ",\"checks\":{\"schema\":{\"up\":" + isReady
                        + ",\"detail\":")
                .string(isReady ? "composed" : missing)
                .raw("}}}");
        answer(request, isReady ? 200 : 503, JSON, Buffer.buffer(body.toBytes()));
    }

    private static void page(HttpServerRequest request, Buffer page) {
        request.response()
                .putHeader(
                        "content-security-policy",
                        "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; connect-src 'self';"
                                + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
        answer(request, 200, "text/html; charset=utf-8", page);
    }

    private void missing(HttpServerRequest request) {
        answer(
                request,
                404,
                JSON,
                Buffer.buffer("{\"errors\":[{\"message\":\"There is nothing at this path. GraphQL is at /graphql.\","
                        + "\"extensions\":{\"code\":\"NOT_FOUND\",\"classification\":\"NOT_FOUND\"}}]}"));
    }

    private static void answer(HttpServerRequest request, int status, String type, Buffer body) {
        request.response()
                .setStatusCode(status)
                .putHeader("content-type", type)
                .putHeader("cache-control", "no-store")
                .putHeader("x-content-type-options", "nosniff")
                .end(body);
    }

    private static Buffer readPage() {
        try (InputStream in = OpsHttp.class.getResourceAsStream("query-page.html")) {
            if (in == null) {
                throw new IllegalStateException("query-page.html is not on the class path");
            }
            return Buffer.buffer(in.readAllBytes());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
