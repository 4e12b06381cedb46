package dev.coffer.auth.signin;

import java.time.Duration;
import java.time.Instant;

/**
 * A sign-in whose password was right and whose second step is still to come.
 *
 * @param digest of the token that names it, see {@link ChallengeToken}
 * @param password fingerprint of the password that was right; another one ends this
 * @param tries codes that were tried
 */
record Challenge(String digest, String tenantId, String userId, String password, int tries, Instant expiresAt) {

    static final Duration LIFE = Duration.ofMinutes(5);
    static final int MOST_TRIES = 5;

    boolean isOpen(Instant now) {
        return tries < MOST_TRIES && now.isBefore(expiresAt);
    }
}
