package dev.coffer.bonus.competition;

import dev.coffer.bonus.template.Competition;
import dev.coffer.bonus.template.CompetitionScore;
import dev.coffer.bonus.template.Period;
import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.core.money.Currency;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One competition of a template: that of a week, or of its whole schedule. It goes on as it began, whatever becomes of the template.
 *
 * @param code of the template
 * @param label tells the competitions of a template apart, such as "WEEK:2026-11-23"
 * @param version of the template that it began with
 * @param from within
 * @param until not within
 */
record Board(
        String tenantId,
        String code,
        String label,
        int version,
        String name,
        CompetitionScore score,
        Currency currency,
        Instant from,
        Instant until) {

    /** Unique within the tenant. */
    String id() {
        return code + '/' + label;
    }

    /** That of {@code at}, by a template with a competition. @param zone of the tenant's calendar */
    static Board of(String tenantId, RunningTemplate template, Instant at, ZoneId zone) {
        Instant from = template.content().schedule().from();
        Instant until = template.content().schedule().until();
        Period period = rule(template).period();
        if (period == null) {
            Instant begin = Objects.requireNonNull(from, "the beginning of a competition");
            return board(
                    tenantId,
                    template,
                    "FROM:" + begin,
                    begin,
                    Objects.requireNonNull(until, "the end of a competition"));
        }
        LocalDate day = at.atZone(zone).toLocalDate();
        Instant begin = period.start(day).atStartOfDay(zone).toInstant();
        Instant end = period.next(day).atStartOfDay(zone).toInstant();
        return board(tenantId, template, period.label(day), later(begin, from), earlier(end, until));
    }

    private static Board board(String tenantId, RunningTemplate template, String label, Instant from, Instant until) {
        return new Board(
                tenantId,
                template.code(),
                label,
                template.version(),
                template.content().name(),
                rule(template).score(),
                template.content().currency(),
                from,
                until);
    }

    private static Instant later(Instant one, @Nullable Instant other) {
        return other != null && other.isAfter(one) ? other : one;
    }

    private static Instant earlier(Instant one, @Nullable Instant other) {
        return other != null && other.isBefore(one) ? other : one;
    }

    static Competition rule(RunningTemplate template) {
        return Objects.requireNonNull(template.content().competition(), "what players of a template compete in");
    }

    /** Whether a bet that was placed and over then is one of it. */
    boolean holds(Instant placedAt, Instant overAt) {
        return !placedAt.isBefore(from) && overAt.isBefore(until);
    }
}
