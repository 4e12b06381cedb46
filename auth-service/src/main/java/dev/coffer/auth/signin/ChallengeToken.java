package dev.coffer.auth.signin;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * How a client names its challenge: 256 random bits, and the tenant, because whoever completes a sign-in has no token yet that says
 * it. Only a digest of the whole is stored.
 */
record ChallengeToken(String text, String tenantId) {

    private static final int SECRET_BYTES = 32;
    private static final int SECRET_CHARS = 43;
    private static final int MAX_CHARS = 512;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    static ChallengeToken make(String tenantId, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String tenant = ENCODER.encodeToString(tenantId.getBytes(StandardCharsets.UTF_8));
        return new ChallengeToken(ENCODER.encodeToString(secret) + tenant, tenantId);
    }

    /** The token, or null for a text that is none. */
    static @Nullable ChallengeToken read(String text) {
        if (text.length() <= SECRET_CHARS || text.length() > MAX_CHARS) {
            return null;
        }
        try {
            byte[] tenant = Base64.getUrlDecoder().decode(text.substring(SECRET_CHARS));
            String tenantId = new String(tenant, StandardCharsets.UTF_8);
            return tenantId.isBlank() ? null : new ChallengeToken(text, tenantId);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    /** 64 hexadecimal digits. */
    String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "ChallengeToken[***]";
    }
}
