package dev.coffer.notification.inbox;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message to one user. Its text may be personal and is kept out of {@code toString}.
 *
 * @param readAt null while it is unread
 */
record Notification(
        String id,
        String tenantId,
        String userId,
        String template,
        String subject,
        String body,
        Instant createdAt,
        @Nullable Instant readAt) {

    static final int MAX_SUBJECT = 200;
    static final int MAX_BODY = 4_000;

    Notification {
        if (subject.isBlank() || subject.length() > MAX_SUBJECT || body.length() > MAX_BODY) {
            throw new IllegalArgumentException(
                    "A message has a subject of 1 to " + MAX_SUBJECT + " characters and a body of at most " + MAX_BODY);
        }
    }

    @Override
    public String toString() {
        return "Notification[" + id + ", " + template + "]";
    }
}
