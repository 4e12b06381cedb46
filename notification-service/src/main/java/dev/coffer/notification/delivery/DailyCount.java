package dev.coffer.notification.delivery;

import dev.coffer.notification.message.NotificationChannel;
import java.time.LocalDate;

/** What became of the messages of one channel on one day (UTC). @param opened that were opened then, whenever they were sent */
record DailyCount(
        LocalDate day,
        NotificationChannel channel,
        long sent,
        long delivered,
        long bounced,
        long suppressed,
        long failed,
        long opened) {}
