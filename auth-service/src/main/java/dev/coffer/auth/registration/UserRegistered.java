package dev.coffer.auth.registration;

import org.jspecify.annotations.Nullable;

/**
 * Event {@code user.registered}, keyed by user. Carries what the other services need to set an account up and no contact
 * details: those stay in this service.
 *
 * @param referralCode who sent this person, null for nobody
 */
record UserRegistered(
        String userId,
        String tenantId,
        String displayName,
        String locale,
        @Nullable String referralCode) {

    static final String TYPE = "user.registered";
}
