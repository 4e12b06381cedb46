package dev.coffer.auth.session;

import java.util.Arrays;

/**
 * A refresh token: which session, which generation of it, and 256 secret bits. Opaque to clients; the text form is made and read
 * by {@link RefreshTokens} only, which also proves that the token is one of ours before anything is looked up.
 *
 * @param tenantId the tenant that the session belongs to
 * @param generation 1 for the token that a sign-in gives
 * @param secret 32 bytes
 */
@SuppressWarnings("ArrayRecordComponent") // compared by digest only
public record RefreshToken(String tenantId, String sessionId, long generation, byte[] secret) {

    static final int SECRET_BYTES = 32;

    public RefreshToken {
        if (generation < 1 || secret.length != SECRET_BYTES) {
            throw new IllegalArgumentException("A refresh token needs a generation from 1 and 32 secret bytes");
        }
        secret = Arrays.copyOf(secret, SECRET_BYTES);
    }

    @Override
    public String toString() {
        return "RefreshToken[sessionId=" + sessionId + ", generation=" + generation + "]";
    }
}
