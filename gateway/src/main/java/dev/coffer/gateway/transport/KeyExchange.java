package dev.coffer.gateway.transport;

import dev.coffer.core.identity.ApiKeyText;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Gives access tokens for API keys. */
public interface KeyExchange {

    /** What became of one. */
    sealed interface Outcome {

        /** @param token the access token, without "Bearer" */
        record Exchanged(String token, Instant expiresAt) implements Outcome {

            @Override
            public String toString() {
                return "Exchanged[expiresAt=" + expiresAt + "]";
            }
        }

        /** The key counts for nothing. */
        record Refused() implements Outcome {}

        /** Whether it counts cannot be told at the moment. */
        record Unavailable() implements Outcome {}
    }

    /** Does not wait, and ends within a few seconds. */
    CompletableFuture<Outcome> exchange(ApiKeyText key);
}
