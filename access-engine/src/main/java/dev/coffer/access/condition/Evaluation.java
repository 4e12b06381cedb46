package dev.coffer.access.condition;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The meaning of each condition. */
final class Evaluation {
    private Evaluation() {}

    static Truth evaluate(Condition condition, Facts facts) {
        return switch (condition) {
            case Condition.And and -> until(Truth.FALSE, and.parts(), facts);
            case Condition.Or or -> until(Truth.TRUE, or.parts(), facts);
            case Condition.Not not -> evaluate(not.part(), facts).not();
            case Condition.HasRole has -> Truth.of(facts.holdsRole(has.role()));
            case Condition.HasAnyRole has -> Truth.of(has.roles().stream().anyMatch(facts::holdsRole));
            case Condition.HasAllRoles has -> Truth.of(has.roles().stream().allMatch(facts::holdsRole));
            case Condition.Owner _ -> same(facts.subjectId(), facts.ownerId());
            case Condition.SameTenant _ ->
                same(facts.subjectTenant(), facts.context().resourceTenant());
            case Condition.Equal equal -> equal(equal, valueOf(equal.attribute(), facts));
            case Condition.In in -> in(in, valueOf(in.attribute(), facts));
            case Condition.Matches matches -> matches(matches, valueOf(matches.attribute(), facts));
            case Condition.Between between -> between(between, valueOf(between.attribute(), facts));
            case Condition.Cidr cidr -> cidr(cidr, facts.context().ip());
            case Condition.Hours hours -> hours(hours, facts.context().now());
            case Condition.Days days -> days(days, facts.context().now());
            case Condition.Rate rate -> rate(rate, facts.context().soFar(rate));
        };
    }

    static LocalTime timeIn(ZoneId zone, Instant now) {
        return LocalTime.ofInstant(now, zone);
    }

    static @Nullable Value valueOf(Attribute attribute, Facts facts) {
        return facts.context().attributes().get(attribute);
    }

    /** Stops at a part that settles it; else unknown when a part is; else the opposite. */
    private static Truth until(Truth settling, List<Condition> parts, Facts facts) {
        Truth result = settling.not();
        for (Condition part : parts) {
            Truth truth = evaluate(part, facts);
            if (truth == settling) {
                return settling;
            }
            if (truth == Truth.UNKNOWN) {
                result = Truth.UNKNOWN;
            }
        }
        return result;
    }

    private static Truth same(String wanted, @Nullable String actual) {
        return actual == null ? Truth.UNKNOWN : Truth.of(wanted.equals(actual));
    }

    private static Truth equal(Condition.Equal equal, @Nullable Value actual) {
        boolean isComparable =
                actual != null && actual.getClass() == equal.value().getClass();
        return isComparable ? Truth.of(equal.value().equals(actual)) : Truth.UNKNOWN;
    }

    private static Truth in(Condition.In in, @Nullable Value actual) {
        boolean isComparable = actual != null
                && actual.getClass() == in.values().iterator().next().getClass();
        return isComparable ? Truth.of(in.values().contains(actual)) : Truth.UNKNOWN;
    }

    private static Truth matches(Condition.Matches matches, @Nullable Value actual) {
        return actual instanceof Value.Text(String text)
                ? Truth.of(matches.pattern().matches(text))
                : Truth.UNKNOWN;
    }

    private static Truth between(Condition.Between between, @Nullable Value actual) {
        return actual instanceof Value.Decimal(var number)
                ? Truth.of(number.compareTo(between.min()) >= 0 && number.compareTo(between.max()) <= 0)
                : Truth.UNKNOWN;
    }

    private static Truth cidr(Condition.Cidr cidr, @Nullable IpAddress ip) {
        return ip == null ? Truth.UNKNOWN : Truth.of(cidr.blocks().stream().anyMatch(block -> block.contains(ip)));
    }

    private static Truth hours(Condition.Hours hours, @Nullable Instant now) {
        if (now == null) {
            return Truth.UNKNOWN;
        }
        LocalTime time = timeIn(hours.zone(), now);
        boolean isAfterStart = !time.isBefore(hours.from());
        boolean isBeforeEnd = time.isBefore(hours.to());
        boolean isOverMidnight = hours.to().isBefore(hours.from());
        return Truth.of(isOverMidnight ? isAfterStart || isBeforeEnd : isAfterStart && isBeforeEnd);
    }

    private static Truth days(Condition.Days days, @Nullable Instant now) {
        return now == null
                ? Truth.UNKNOWN
                : Truth.of(days.days().contains(now.atZone(days.zone()).getDayOfWeek()));
    }

    private static Truth rate(Condition.Rate rate, @Nullable Long soFar) {
        return soFar == null ? Truth.UNKNOWN : Truth.of(soFar < rate.most());
    }
}
