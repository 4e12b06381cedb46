package dev.coffer.notification.queue;

import dev.coffer.notification.message.NotificationPriority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something to be done once.
 *
 * @param id unique among all tasks: whoever adds one again adds nothing
 * @param kind whose work it is: "letter"
 * @param lane tasks of one lane never wait for those of another; in a lane the tenants take turns
 * @param userId whom it is about, so that it goes with them; null for nobody
 * @param dueAt no earlier than this
 * @param tries times that it was begun since it was due, this one included
 * @param data as its work reads it, JSON; what is personal in it is sealed
 */
public record Task(
        String id,
        String tenantId,
        String kind,
        NotificationPriority lane,
        @Nullable String userId,
        Instant dueAt,
        int tries,
        String data) {

    /** One that is to be added. */
    public static Task of(
            String id,
            String tenantId,
            String kind,
            NotificationPriority lane,
            @Nullable String userId,
            Instant dueAt,
            String data) {
        return new Task(id, tenantId, kind, lane, userId, dueAt, 0, data);
    }

    /** Leaves the data out: it may be personal. */
    @Override
    public String toString() {
        return "task " + kind + " " + id;
    }
}
