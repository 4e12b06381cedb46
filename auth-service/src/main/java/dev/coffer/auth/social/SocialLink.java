package dev.coffer.auth.social;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's account elsewhere.
 *
 * @param issuer the provider's own name
 * @param subject their id there, unique at the issuer
 * @param name what they were called there when it was linked, null where that was not told
 */
record SocialLink(
        String id,
        String tenantId,
        String userId,
        SocialProvider provider,
        String issuer,
        String subject,
        @Nullable String name,
        Instant linkedAt) {

    @Override
    public String toString() {
        return "SocialLink[" + provider + " of " + userId + "]";
    }
}
