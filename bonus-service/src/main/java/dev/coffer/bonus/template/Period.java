package dev.coffer.bonus.template;

import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;

/** A stretch of days by the calendar. */
public enum Period {
    DAY,
    /** From Monday on. */
    WEEK,
    MONTH;

    /** Its first day, for the one that {@code day} lies in. */
    public LocalDate start(LocalDate day) {
        return switch (this) {
            case DAY -> day;
            case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
            case MONTH -> day.withDayOfMonth(1);
        };
    }

    /** The first day of the one after that which {@code day} lies in. */
    public LocalDate next(LocalDate day) {
        LocalDate start = start(day);
        return switch (this) {
            case DAY -> start.plusDays(1);
            case WEEK -> start.plusWeeks(1);
            case MONTH -> start.plusMonths(1);
        };
    }

    /** Names the one that {@code day} lies in among all of all kinds: "WEEK:2026-11-23". */
    public String label(LocalDate day) {
        return name() + ':' + start(day);
    }
}
