package dev.coffer.payment.usage;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** Over what a limit adds up. Days and months are those of UTC. */
public enum LimitPeriod {
    /** One operation by itself. */
    OPERATION,
    DAY,
    MONTH;

    /** When the period that {@code day} lies in is over; null for one operation. */
    public @Nullable Instant end(LocalDate day) {
        return switch (this) {
            case OPERATION -> null;
            case DAY -> start(day.plusDays(1));
            case MONTH -> start(day.withDayOfMonth(1).plusMonths(1));
        };
    }

    private static Instant start(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
