package dev.coffer.notification.delivery;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The record of one message: neither what it says nor where it went.
 *
 * @param id the same however often what it tells of is told
 * @param kind what it says: "code.SIGN_IN", or the key of its template
 * @param reason why it waits or was not sent, null where nothing was decided against it
 * @param tries times that sending it was begun
 * @param failure why nobody took it, without anything personal; null where it did not fail
 * @param dueAt when it is sent, while it waits for the end of quiet hours; null else
 * @param endedAt when it was sent or given up, null before
 * @param settledAt when its provider said what became of it, null where it did not
 */
public record Delivery(
        String id,
        String tenantId,
        String userId,
        String kind,
        NotificationCategory category,
        NotificationChannel channel,
        NotificationPriority priority,
        DeliveryState state,
        @Nullable DeliveryReason reason,
        int tries,
        @Nullable String failure,
        Instant createdAt,
        @Nullable Instant dueAt,
        @Nullable Instant endedAt,
        @Nullable Instant settledAt) {}
