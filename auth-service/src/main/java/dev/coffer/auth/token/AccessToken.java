package dev.coffer.auth.token;

import java.time.Instant;

/**
 * A signed access token.
 *
 * @param value the compact JWS, sent as {@code Authorization: Bearer ...}
 * @param expiresAt from this moment it counts for nothing
 */
public record AccessToken(String value, Instant expiresAt) {

    @Override
    public String toString() {
        return "AccessToken[expiresAt=" + expiresAt + "]";
    }
}
