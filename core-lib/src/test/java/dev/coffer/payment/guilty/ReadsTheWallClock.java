package dev.coffer.payment.guilty;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

final class ReadsTheWallClock {
    Instant instant() {
        return Instant.now();
    }

    LocalDate date() {
        return LocalDate.now(ZoneOffset.UTC);
    }

    long millis() {
        return System.currentTimeMillis();
    }

    @SuppressWarnings("JavaUtilDate") // the very thing that the rule must catch
    java.util.Date legacyDate() {
        return new java.util.Date();
    }

    Clock clock() {
        return Clock.systemUTC();
    }
}
