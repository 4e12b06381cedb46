package dev.coffer.auth.registration;

import dev.coffer.auth.user.Contact;

/**
 * Event {@code registration.attempted}, keyed by user: somebody tried to register with a contact of this user. The contact is
 * sealed, bound to the type of the event, the tenant and {@code noticeId}.
 */
record RegistrationAttempted(String noticeId, String userId, Contact.Channel channel, String locale, String sealed) {

    static final String TYPE = "registration.attempted";

    @Override
    public String toString() {
        return "RegistrationAttempted[" + userId + "]";
    }
}
