package dev.coffer.notification.inbox;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to one user. Its text may be personal and is kept out of {@code toString}.
 *
 * @param seenAt when it was shown in a list; null while it was not
 * @param readAt null while it is unread; whoever reads it has seen it
 * @param archivedAt when the user put it away; null while it is in the inbox
 */
record Notification(
        String id,
        String tenantId,
        String userId,
        String template,
        NotificationCategory category,
        NotificationPriority priority,
        String subject,
        String body,
        Instant createdAt,
        @Nullable Instant seenAt,
        @Nullable Instant readAt,
        @Nullable Instant archivedAt) {

    static final int MAX_SUBJECT = 200;
    static final int MAX_BODY = 4_000;

    Notification {
        if (subject.isBlank() || subject.length() > MAX_SUBJECT || body.length() > MAX_BODY) {
            throw new IllegalArgumentException(
                    "A message has a subject of 1 to " + MAX_SUBJECT + " characters and a body of at most " + MAX_BODY);
        }
    }

    /** How far it is with its user; each state but the first is gone into once and not left backwards. */
    enum State {
        UNSEEN,
        SEEN,
        READ,
        ARCHIVED
    }

    public State state() {
        if (archivedAt != null) {
            return State.ARCHIVED;
        }
        if (readAt != null) {
            return State.READ;
        }
        return seenAt == null ? State.UNSEEN : State.SEEN;
    }

    @Override
    public String toString() {
        return "Notification[" + id + ", " + template + "]";
    }
}
