package dev.coffer.gateway.execute;

import org.jspecify.annotations.Nullable;

/**
 * What of a client's request travels on to the subgraphs: these three headers and no other.
 *
 * @param authorization the client's {@code Authorization}, as it came
 * @param correlationId {@code X-Correlation-Id}, the client's or one made at the edge
 * @param traceparent the W3C trace context: the client's as it came, or the gateway's own under it
 */
public record ForwardedHeaders(
        @Nullable String authorization,
        String correlationId,
        @Nullable String traceparent) {

    public ForwardedHeaders tracedBy(String span) {
        return new ForwardedHeaders(authorization, correlationId, span);
    }

    /** Credentials never reach a log. */
    @Override
    public String toString() {
        return "ForwardedHeaders[authorization=" + (authorization == null ? "none" : "***") + ", correlationId="
                + correlationId + "]";
    }
}
