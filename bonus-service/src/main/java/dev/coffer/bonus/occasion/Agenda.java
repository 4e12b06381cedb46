package dev.coffer.bonus.occasion;

import dev.coffer.bonus.player.Calendars;
import dev.coffer.bonus.template.Period;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** When which day, or period, of a template is looked at. Pure but for the tenant's calendar. */
final class Agenda {

    /** What is longer ago is not made up for: the service, or the template, was away. */
    private static final int MOST_DAYS_BACK = 7;

    private static final int MOST_PERIODS_BACK_DAYS = 62;

    private final Calendars calendars;
    private final Duration again;
    private final Duration grace;

    /**
     * @param again how often the players of a day are looked at during it, as somebody's birthday may be told on it
     * @param grace how long after a period's end its last bets are waited for
     */
    Agenda(Calendars calendars, Duration again, Duration grace) {
        this.calendars = calendars;
        this.again = again;
        this.grace = grace;
    }

    LocalDate first(Round.Key key, RunningTemplate template, Instant now) {
        LocalDate today = calendars.day(key.tenantId(), now);
        Period period = period(key, template);
        return period == null ? today : period.start(today);
    }

    /** The round, on a day that is not too long ago and begins a period of the template as it is now. */
    Round current(Round round, RunningTemplate template, Instant now) {
        LocalDate today = calendars.day(round.key().tenantId(), now);
        Period period = period(round.key(), template);
        LocalDate earliest = period == null
                ? today.minusDays(MOST_DAYS_BACK)
                : period.start(today.minusDays(MOST_PERIODS_BACK_DAYS));
        LocalDate day = round.day().isBefore(earliest) ? earliest : round.day();
        LocalDate start = period == null ? day : period.start(day);
        return start.equals(round.day()) ? round : round.on(start);
    }

    /** When the round's day is looked at; never, where the template is over. */
    Instant due(Round round, RunningTemplate template, Instant now) {
        Period period = period(round.key(), template);
        String tenantId = round.key().tenantId();
        if (period != null) {
            return calendars.start(tenantId, period.next(round.day())).plus(grace);
        }
        Instant until = template.content().schedule().until();
        if (until != null && !now.isBefore(until)) {
            return Instant.MAX;
        }
        Instant start = calendars.start(tenantId, round.day());
        Instant from = template.content().schedule().from();
        return from != null && from.isAfter(start) ? from : start;
    }

    /** The next day or period, where this one is done with; null while the day goes on. */
    @Nullable
    LocalDate next(Round round, RunningTemplate template, Instant now) {
        Period period = period(round.key(), template);
        if (period != null) {
            return period.next(round.day());
        }
        boolean isOver = round.day().isBefore(calendars.day(round.key().tenantId(), now));
        return isOver ? round.day().plusDays(1) : null;
    }

    /** When a day that goes on is looked at once more: during it, and once it is over. */
    Instant nextLook(Round round, Instant now) {
        Instant end = calendars.start(round.key().tenantId(), round.day().plusDays(1));
        // Everybody is looked at once a day: whoever comes later is one of the next day's.
        boolean isOnceADay = round.key().trigger() == Trigger.SCHEDULE;
        return isOnceADay || now.plus(again).isAfter(end) ? end : now.plus(again);
    }

    /** Until then a round rests that is due later: not for ever, as its template may change. */
    Instant rest(Instant due, Instant now) {
        Instant latest = now.plus(again);
        return due.isAfter(latest) ? latest : due;
    }

    private static @Nullable Period period(Round.Key key, RunningTemplate template) {
        boolean isOfPeriods = key.trigger() == Trigger.LOSSES || key.trigger() == Trigger.STAKES;
        return isOfPeriods ? Objects.requireNonNull(template.content().play()).period() : null;
    }
}
