package dev.coffer.auth.browser;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** 256 random bits, and the tenant that they belong to, because whoever brings them has no token that says it. Stored by digest. */
public record TenantSecret(String text, String tenantId) {

    private static final int SECRET_BYTES = 32;
    private static final int SECRET_CHARS = 43;
    private static final int MAX_CHARS = 512;
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    public static TenantSecret make(String tenantId, SecureRandom random) {
        byte[] secret = new byte[SECRET_BYTES];
        random.nextBytes(secret);
        String tenant = ENCODER.encodeToString(tenantId.getBytes(StandardCharsets.UTF_8));
        return new TenantSecret(ENCODER.encodeToString(secret) + tenant, tenantId);
    }

    /** Null for a text that is none. */
    public static @Nullable TenantSecret read(String text) {
        if (text.length() <= SECRET_CHARS || text.length() > MAX_CHARS) {
            return null;
        }
        try {
            byte[] tenant = Base64.getUrlDecoder().decode(text.substring(SECRET_CHARS));
            String tenantId = new String(tenant, StandardCharsets.UTF_8);
            return tenantId.isBlank() ? null : new TenantSecret(text, tenantId);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    public String digest() {
        return digest(text);
    }

    /** SHA-256 in 64 hexadecimal digits. */
    public static String digest(String text) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "TenantSecret[***]";
    }
}
