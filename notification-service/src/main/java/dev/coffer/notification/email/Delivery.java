package dev.coffer.notification.email;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one message: neither what it says nor where it went.
 *
 * @param id of the event that asked for it
 * @param kind what it says: "code.SIGN_IN"
 * @param tries times that sending it was begun
 * @param reason why it failed, null where it did not
 * @param endedAt when it was sent or given up, null before
 */
record Delivery(
        String id,
        String tenantId,
        String userId,
        String kind,
        Channel channel,
        State state,
        int tries,
        @Nullable String reason,
        Instant createdAt,
        @Nullable Instant endedAt) {

    /** How far it is. */
    enum State {
        QUEUED,
        SENT,
        FAILED
    }
}
