package dev.coffer.gateway.transport;

import io.vertx.core.http.HttpServerResponse;

/** Begins a stream of events. */
final class SseHead {
    private SseHead() {}

    /** Sends the headers at once, so that the client knows that it is heard. */
    static void write(HttpServerResponse response, String correlationId) {
        response.headers().add("vary", "Accept");
        response.setStatusCode(200)
                .setChunked(true)
                .putHeader("content-type", SseFrames.CONTENT_TYPE)
                .putHeader("cache-control", "no-store")
                .putHeader("x-accel-buffering", "no")
                .putHeader("x-correlation-id", correlationId)
                .write(SseFrames.HEARTBEAT);
    }
}
