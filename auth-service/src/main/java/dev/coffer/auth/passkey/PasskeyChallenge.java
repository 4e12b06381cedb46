package dev.coffer.auth.passkey;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * What an authenticator was asked to sign: 256 random bits, of which a digest is stored.
 *
 * @param digest see {@link #digest}
 * @param userId whose authenticator; null for {@link Purpose#LOGIN}
 * @param isProven whether a second factor was proven for it, which a registration needs where one is on
 */
record PasskeyChallenge(
        String digest,
        String tenantId,
        Purpose purpose,
        @Nullable String userId,
        boolean isProven,
        Instant expiresAt) {

    static final Duration LIFE = Duration.ofMinutes(5);
    static final int BYTES = 32;

    PasskeyChallenge {
        if ((purpose == Purpose.LOGIN) != (userId == null)) {
            throw new IllegalArgumentException("A challenge for " + purpose + " has a user, or none: " + userId);
        }
    }

    /** 64 hexadecimal digits. Bound to the tenant, as everything is. */
    static String digest(String tenantId, byte[] challenge) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(tenantId.getBytes(StandardCharsets.UTF_8));
            sha256.update((byte) 0);
            return HexFormat.of().formatHex(sha256.digest(challenge));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
