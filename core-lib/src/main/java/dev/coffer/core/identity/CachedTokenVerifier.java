package dev.coffer.core.identity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.core.identity.Verification.Reason;
import dev.coffer.core.identity.Verification.Rejected;
import dev.coffer.core.identity.Verification.Verified;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * Remembers tokens that were verified, by their SHA-256, until they expire: a signature check costs a hundred times more than
 * a look-up. Rejections are never remembered, so that a key that appears later is noticed.
 */
public final class CachedTokenVerifier implements TokenVerifier {

    private static final int MAX_TOKENS = 20_000;

    private final TokenVerifier origin;
    private final Clock clock;
    private final Cache<String, Verified> verified =
            Caffeine.newBuilder().maximumSize(MAX_TOKENS).build();

    public CachedTokenVerifier(TokenVerifier origin, Clock clock) {
        this.origin = origin;
        this.clock = clock;
    }

    @Override
    public Verification verify(String token) {
        String key = sha256(token);
        @Nullable Verified known = verified.getIfPresent(key);
        if (known != null) {
            if (clock.instant().isBefore(known.expiresAt())) {
                return known;
            }
            verified.invalidate(key);
            return new Rejected(Reason.EXPIRED);
        }
        Verification fresh = origin.verify(token);
        if (fresh instanceof Verified accepted) {
            verified.put(key, accepted);
        }
        return fresh;
    }

    private static String sha256(String token) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(token.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
