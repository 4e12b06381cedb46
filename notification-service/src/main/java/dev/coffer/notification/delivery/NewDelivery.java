package dev.coffer.notification.delivery;

import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;

/** A message of which there is a record from now on; see {@link Delivery} for what its parts are. */
public record NewDelivery(
        String id,
        String userId,
        String kind,
        NotificationCategory category,
        NotificationChannel channel,
        NotificationPriority priority) {}
