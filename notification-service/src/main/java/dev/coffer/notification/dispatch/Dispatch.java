package dev.coffer.notification.dispatch;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody had sent, and how far it is.
 *
 * @param recipients to how many users
 * @param handled how many of them it was handed to the channels for
 * @param unknown how many of them there are not
 * @param sendAt no earlier than this
 * @param endedAt null while it goes on
 */
record Dispatch(
        String id,
        String tenantId,
        String template,
        NotificationCategory category,
        NotificationPriority priority,
        List<NotificationChannel> channels,
        DispatchState state,
        int recipients,
        int handled,
        int unknown,
        Instant sendAt,
        Instant createdAt,
        String createdBy,
        @Nullable Instant endedAt) {

    Dispatch {
        channels = List.copyOf(channels);
    }

    /** The place in the list of recipients that comes next. */
    int next() {
        return handled + unknown;
    }
}
