package dev.coffer.auth.registration;

import dev.coffer.auth.user.Contact;
import org.jspecify.annotations.Nullable;

/**
 * Event {@code user.registered}, keyed by user. Carries what the other services need to set an account up, and for the one that writes to
 * people a contact, sealed: it stands in plain text nowhere outside this service.
 *
 * @param referralCode who sent this person, null for nobody
 * @param channel what the contact is for: the e-mail address where there is one
 * @param sealed the contact, bound to the type of the event, the tenant and the user
 */
record UserRegistered(
        String userId,
        String tenantId,
        String displayName,
        String locale,
        @Nullable String referralCode,
        Contact.Channel channel,
        String sealed) {

    static final String TYPE = "user.registered";
}
