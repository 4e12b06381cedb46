package dev.coffer.notification.inbox;

import org.jspecify.annotations.Nullable;

/**
 * Event {@code inbox.changed}: a user got a message, or marked or put away some.
 *
 * @param receivedId the message that came; null where none did
 */
record InboxChanged(String userId, @Nullable String receivedId) {

    static final String TYPE = "inbox.changed";

    /** Events of one inbox are told in their order, beside those of its user's account. */
    static String key(String userId) {
        return "inbox/" + userId;
    }
}
