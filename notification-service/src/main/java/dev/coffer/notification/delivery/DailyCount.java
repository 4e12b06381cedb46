package dev.coffer.notification.delivery;

import dev.coffer.notification.message.NotificationChannel;
import java.time.LocalDate;

/** What became of the messages of one channel on one day (UTC). */
record DailyCount(LocalDate day, NotificationChannel channel, long sent, long suppressed, long failed) {}
