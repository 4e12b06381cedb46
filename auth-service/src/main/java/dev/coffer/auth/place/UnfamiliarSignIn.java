package dev.coffer.auth.place;

import dev.coffer.auth.user.Contact;
import org.jspecify.annotations.Nullable;

/**
 * Event {@code signin.unfamiliar}, keyed by user: somebody signed in as the user from where the user never did. The contact to tell the
 * user at is sealed, bound to the type of the event, the tenant and {@code noticeId}.
 *
 * @param device such as "Firefox on Linux"; null where the client tells nothing
 * @param country ISO 3166, where it is one that the user never signed in from; null otherwise
 */
record UnfamiliarSignIn(
        String noticeId,
        String userId,
        @Nullable String device,
        @Nullable String country,
        Contact.Channel channel,
        String locale,
        String sealed) {

    static final String TYPE = "signin.unfamiliar";

    @Override
    public String toString() {
        return "UnfamiliarSignIn[" + userId + "]";
    }
}
