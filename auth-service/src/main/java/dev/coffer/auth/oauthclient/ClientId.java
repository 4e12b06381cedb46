package dev.coffer.auth.oauthclient;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** How an application calls itself: no secret, but it says whose it is, because a request that begins with it has no token yet. */
public final class ClientId {

    private static final int RANDOM_BYTES = 16;
    private static final int MAX_CHARS = 256;
    private static final char SEPARATOR = '.';
    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private ClientId() {}

    static String make(String tenantId, SecureRandom random) {
        byte[] bytes = new byte[RANDOM_BYTES];
        random.nextBytes(bytes);
        String tenant = ENCODER.encodeToString(tenantId.getBytes(StandardCharsets.UTF_8));
        return tenant + SEPARATOR + ENCODER.encodeToString(bytes);
    }

    /** The tenant that a client of this id would belong to; null for a text that is no such id. */
    public static @Nullable String tenantOf(String clientId) {
        int end = clientId.indexOf(SEPARATOR);
        if (end < 1 || clientId.length() > MAX_CHARS) {
            return null;
        }
        try {
            byte[] tenant = Base64.getUrlDecoder().decode(clientId.substring(0, end));
            String tenantId = new String(tenant, StandardCharsets.UTF_8);
            return tenantId.isBlank() ? null : tenantId;
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }
}
