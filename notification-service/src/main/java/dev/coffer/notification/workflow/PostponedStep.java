package dev.coffer.notification.workflow;

import dev.coffer.notification.message.NotificationChannel;
import org.jspecify.annotations.Nullable;

/**
 * A step that waits.
 *
 * @param digestId the digest that it is the message of, null for one event's own
 * @param awaited the message that makes it needless once it has reached the user; null where it is sent in any case
 */
record PostponedStep(
        StepMessage message,
        @Nullable String digestId,
        @Nullable Awaited awaited) {

    /** A message of another step. */
    record Awaited(NotificationChannel channel, String messageId) {}
}
