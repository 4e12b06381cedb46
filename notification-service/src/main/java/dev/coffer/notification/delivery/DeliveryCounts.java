package dev.coffer.notification.delivery;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** How many messages came to which end, by channel and day (UTC). Kept as they end, never counted afterwards. */
interface DeliveryCounts {

    /** @param id of the message, so that those of a day do not wait for each other */
    void add(UnitOfWork unit, String tenantId, String id, NotificationChannel channel, DeliveryState end, Instant at);

    /** @param id of the message or of its reader, likewise */
    void addOpened(UnitOfWork unit, String tenantId, String id, NotificationChannel channel, long howMany, Instant at);

    /** Of each channel and day of which there is something, by day and channel. Both days included. */
    List<DailyCount> list(String tenantId, LocalDate from, LocalDate until);
}
