package dev.coffer.auth.social;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody was sent to a provider and is to come back.
 *
 * @param digest of the state that they come back with
 * @param binding digest of what the client that began keeps: whoever comes back in another browser does not have it
 * @param userId who links an account, null where somebody signs in
 */
record SocialStart(
        String digest,
        String tenantId,
        SocialProvider provider,
        String redirectUri,
        String binding,
        @Nullable String userId,
        Instant expiresAt) {

    static final Duration LIFE = Duration.ofMinutes(10);

    boolean isBegunBy(String givenBinding, Instant now) {
        byte[] given = SocialSecrets.digest(givenBinding).getBytes(StandardCharsets.UTF_8);
        return now.isBefore(expiresAt) && MessageDigest.isEqual(given, binding.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String toString() {
        return "SocialStart[" + provider + "]";
    }
}
