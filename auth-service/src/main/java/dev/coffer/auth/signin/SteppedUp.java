package dev.coffer.auth.signin;

import dev.coffer.auth.token.AccessToken;
import java.time.Instant;

/** The GraphQL type {@code SteppedUp}. */
record SteppedUp(String accessToken, Instant expiresAt) {

    static SteppedUp of(AccessToken token) {
        return new SteppedUp(token.value(), token.expiresAt());
    }

    @Override
    public String toString() {
        return "SteppedUp[expiresAt=" + expiresAt + "]";
    }
}
