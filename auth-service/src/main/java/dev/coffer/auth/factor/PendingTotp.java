package dev.coffer.auth.factor;

import dev.coffer.core.seal.SealedSecret;
import java.time.Duration;
import java.time.Instant;

/**
 * An enrolment that waits for the first code; counts for nothing until then.
 *
 * @param id opaque, told only to whoever began it
 */
record PendingTotp(String id, SealedSecret secret, Instant expiresAt) {

    static final Duration LIFE = Duration.ofMinutes(10);

    boolean is(String asked, Instant now) {
        return id.equals(asked) && now.isBefore(expiresAt);
    }
}
