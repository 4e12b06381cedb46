package dev.coffer.gateway.execute;

import org.jspecify.annotations.Nullable;

/**
 * What of a client's request travels on to the subgraphs: these three headers and no other.
 *
 * @param authorization the client's {@code Authorization}, as it came
 * @param correlationId {@code X-Correlation-Id}, the client's or one made at the edge
 * @param traceparent the W3C trace context, as it came
 */
public record ForwardedHeaders(
        @Nullable String authorization,
        String correlationId,
        @Nullable String traceparent) {

    /** Credentials never reach a log. */
    @Override
    public String toString() {
        return "ForwardedHeaders[authorization=" + (authorization == null ? "none" : "***") + ", correlationId="
                + correlationId + "]";
    }
}
