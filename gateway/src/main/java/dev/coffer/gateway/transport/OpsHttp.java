package dev.coffer.gateway.transport;

import dev.coffer.gateway.execute.JsonBuffer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;

/** Health and metrics. */
final class OpsHttp {
    private static final String JSON = "application/json; charset=utf-8";

    private final Edge edge;

    OpsHttp(Edge edge) {
        this.edge = edge;
    }

    /** Answers every path that nobody else does. */
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
}
