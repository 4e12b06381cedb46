package dev.coffer.core.identity;

import dev.coffer.core.identity.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Says that some access tokens count no more although their time is not over.
 *
 * @param key of whose tokens: a digest, so that a list of revocations tells nobody of whom it speaks
 * @param below tokens that state a lower version are revoked; {@link #ALL} where all are
 * @param until from then on all of those tokens have expired by themselves, and the revocation can be forgotten
 */
public record Revocation(String key, long below, Instant until) {

    public static final long ALL = Long.MAX_VALUE;

    private static final int KEY_BYTES = 16;
    private static final String SEPARATOR = "\0";

    public Revocation {
        if (key.isBlank() || below < 1) {
            throw new IllegalArgumentException("A revocation needs a key and a version from 1, not " + below);
        }
    }

    /** Of a session that has ended. */
    public static Revocation ofSession(String sessionId, Instant until) {
        return new Revocation(digest("session", sessionId), ALL, until);
    }

    /** Of a user whose roles have changed. @param below what the tokens with the new roles state at least */
    public static Revocation ofUser(String tenantId, String userId, long below, Instant until) {
        return new Revocation(digest("user", tenantId, userId), below, until);
    }

    /** Of a signing key that somebody else may have. */
    public static Revocation ofSigningKey(String keyId, Instant until) {
        return new Revocation(digest("signing key", keyId), ALL, until);
    }

    /** The keys that a revocation of the token may have: of its session, its signing key, its user. */
    static List<String> keysOf(Verified token) {
        Caller caller = token.caller();
        return List.of(
                digest("session", caller.sessionId()),
                digest("signing key", token.keyId()),
                digest("user", caller.tenantId(), caller.userId()));
    }

    /** The key of whoever acts as the token's subject; null for the subject in person. */
    static @Nullable String actorKeyOf(Verified token) {
        Caller caller = token.caller();
        String actor = caller.terms().actor();
        return actor == null ? null : digest("user", caller.tenantId(), actor);
    }

    private static String digest(String... parts) {
        try {
            byte[] whole = MessageDigest.getInstance("SHA-256")
                    .digest(String.join(SEPARATOR, parts).getBytes(StandardCharsets.UTF_8));
            return Base64.getUrlEncoder().withoutPadding().encodeToString(Arrays.copyOf(whole, KEY_BYTES));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java runtime has SHA-256", impossible);
        }
    }
}
