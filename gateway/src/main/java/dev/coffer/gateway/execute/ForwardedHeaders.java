package dev.coffer.gateway.execute;

import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What of a client's request travels on to the subgraphs: this and nothing else. What the client says under the names of these
 * headers of ours goes no further than the gateway.
 *
 * @param authorization the client's {@code Authorization} as it came, or an access token in place of the client's API key
 * @param correlationId {@code X-Correlation-Id}, the client's or one made at the edge
 * @param traceparent the W3C trace context: the client's as it came, or the gateway's own under it
 * @param client where the request comes from
 */
public record ForwardedHeaders(
        @Nullable String authorization,
        String correlationId,
        @Nullable String traceparent,
        ForwardedClient client) {

    /** Of no client. */
    public ForwardedHeaders(@Nullable String authorization, String correlationId, @Nullable String traceparent) {
        this(authorization, correlationId, traceparent, ForwardedClient.NONE);
    }

    public ForwardedHeaders tracedBy(String span) {
        return new ForwardedHeaders(authorization, correlationId, span, client);
    }

    public ForwardedHeaders authorizedBy(String newAuthorization) {
        return new ForwardedHeaders(newAuthorization, correlationId, traceparent, client);
    }

    public ForwardedHeaders calling(ForwardedClient from) {
        return new ForwardedHeaders(authorization, correlationId, traceparent, from);
    }

    /** The same for another operation of the same client, in no trace yet. */
    public ForwardedHeaders of(String newCorrelationId) {
        return new ForwardedHeaders(authorization, newCorrelationId, null, client);
    }

    void write(BiConsumer<String, String> headers) {
        headers.accept("x-correlation-id", correlationId);
        if (authorization != null) {
            headers.accept("authorization", authorization);
        }
        if (traceparent != null) {
            headers.accept("traceparent", traceparent);
        }
        client.write(headers);
    }

    /** Credentials never reach a log. */
    @Override
    public String toString() {
        return "ForwardedHeaders[authorization=" + (authorization == null ? "none" : "***") + ", correlationId="
                + correlationId + "]";
    }
}
