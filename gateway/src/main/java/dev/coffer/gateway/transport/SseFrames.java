package dev.coffer.gateway.transport;

import io.vertx.core.buffer.Buffer;

/** Server-sent events as GraphQL over SSE has them. Their data is JSON in one line. */
final class SseFrames {
    static final String CONTENT_TYPE = "text/event-stream; charset=utf-8";
    /** A comment: shows clients and whatever lies between that the stream is alive. */
    static final Buffer HEARTBEAT = Buffer.buffer(":\n\n");
    /** The end, for clients that carry one operation on a stream. Browsers pass over events without data. */
    static final Buffer COMPLETE = Buffer.buffer("event: complete\ndata:\n\n");

    private SseFrames() {}

    /** @param data JSON without line breaks */
    static Buffer next(byte[] data) {
        return frame("next", data);
    }

    static Buffer frame(String event, byte[] data) {
        return Buffer.buffer(data.length + 32)
                .appendString("event: " + event + "\ndata: ")
                .appendBytes(data)
                .appendString("\n\n");
    }
}
