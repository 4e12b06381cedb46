package dev.coffer.access.condition;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Conditions and their reasons in English. */
final class Wording {
    /** Most of a list that is written out. */
    private static final int MAX_WRITTEN = 5;

    private static final DateTimeFormatter MINUTES = DateTimeFormatter.ofPattern("HH:mm", Locale.ROOT);

    private Wording() {}

    static String describe(Condition condition) {
        return switch (condition) {
            case Condition.And and -> joined(and.parts(), " and ");
            case Condition.Or or -> joined(or.parts(), " or ");
            case Condition.Not not -> "not " + describe(not.part());
            case Condition.HasRole has -> "role " + has.role();
            case Condition.HasAnyRole has -> "any role of " + some(has.roles());
            case Condition.HasAllRoles has -> "all roles of " + some(has.roles());
            case Condition.Owner _ -> "owner";
            case Condition.SameTenant _ -> "same tenant";
            case Condition.Equal equal -> equal.attribute() + " equals " + equal.value();
            case Condition.In in -> in.attribute() + " in " + some(in.values());
            case Condition.Matches matches -> matches.attribute() + " matches \"" + matches.pattern() + '"';
            case Condition.Between between -> between.attribute() + " between " + range(between);
            case Condition.Cidr cidr -> "cidr " + some(cidr.blocks());
            case Condition.Hours hours -> "hours %s-%s %s".formatted(hours.from(), hours.to(), hours.zone());
            case Condition.Days days -> "days " + some(names(days)) + " " + days.zone();
            case Condition.Rate rate -> "rate of %s at most %d".formatted(rate.counter(), rate.most());
        };
    }

    static ConditionResult explain(Condition condition, Facts facts) {
        List<ConditionResult> parts =
                condition.parts().stream().map(part -> explain(part, facts)).toList();
        Truth truth = Evaluation.evaluate(condition, facts);
        String because = parts.isEmpty() ? reason(condition, truth, facts) : reason(condition, truth, parts);
        return new ConditionResult(condition, truth, because, parts);
    }

    /** The parts that made it so: one where one is enough, else all of them. */
    private static String reason(Condition condition, Truth truth, List<ConditionResult> parts) {
        if (condition instanceof Condition.Not) {
            return parts.getFirst().because();
        }
        List<String> reasons = parts.stream()
                .filter(part -> part.truth() == truth)
                .map(ConditionResult::because)
                .distinct()
                .toList();
        boolean isOneEnough = truth == Truth.UNKNOWN || (truth == Truth.TRUE) == (condition instanceof Condition.Or);
        if (isOneEnough) {
            return reasons.getFirst();
        }
        String written = reasons.stream().limit(MAX_WRITTEN).collect(Collectors.joining(" and "));
        return reasons.size() <= MAX_WRITTEN ? written : written + " and so on";
    }

    private static String reason(Condition condition, Truth truth, Facts facts) {
        String not = truth == Truth.TRUE ? "" : "not ";
        String holds = truth == Truth.TRUE ? "the subject holds " : "the subject does not hold ";
        return switch (condition) {
            case Condition.HasRole has -> holds + "role " + has.role();
            case Condition.HasAnyRole has -> holds + "any role of " + some(has.roles());
            case Condition.HasAllRoles has -> holds + "all roles of " + some(has.roles());
            case Condition.Owner _ ->
                truth == Truth.UNKNOWN
                        ? "the owner of the target is not known"
                        : "the subject " + (truth == Truth.TRUE ? "owns" : "does not own") + " the target";
            case Condition.SameTenant _ ->
                truth == Truth.UNKNOWN
                        ? "the tenant of the resource is not known"
                        : "the resource is " + not + "of the subject's tenant";
            case Condition.Equal equal -> about(equal.attribute(), truth, not + "equal to " + equal.value(), facts);
            case Condition.In in -> about(in.attribute(), truth, not + "one of " + some(in.values()), facts);
            case Condition.Matches matches ->
                about(matches.attribute(), truth, not + "like \"" + matches.pattern() + '"', facts);
            case Condition.Between between ->
                about(between.attribute(), truth, not + "between " + range(between), facts);
            case Condition.Cidr cidr ->
                truth == Truth.UNKNOWN
                        ? "the address of the request is not known"
                        : "the address of the request is " + not + "in " + some(cidr.blocks());
            case Condition.Hours hours -> hour(hours, not, facts.context().now());
            case Condition.Days days -> day(days, not, facts.context().now());
            case Condition.Rate rate -> rate(rate, truth, facts);
            case Condition.And _, Condition.Or _, Condition.Not _ ->
                throw new IllegalArgumentException("its parts are the reason");
        };
    }

    private static String about(Attribute attribute, Truth truth, String comparison, Facts facts) {
        if (truth != Truth.UNKNOWN) {
            return attribute + " is " + comparison;
        }
        return Evaluation.valueOf(attribute, facts) == null
                ? attribute + " is not known"
                : attribute + " is of another kind than what it is compared with";
    }

    private static String hour(Condition.Hours hours, String not, @Nullable Instant now) {
        if (now == null) {
            return "the time is not known";
        }
        LocalTime time = Evaluation.timeIn(hours.zone(), now);
        return "the hour %s in %s is %sbetween %s and %s"
                .formatted(MINUTES.format(time), hours.zone(), not, hours.from(), hours.to());
    }

    private static String day(Condition.Days days, String not, @Nullable Instant now) {
        return now == null
                ? "the time is not known"
                : "the day %s in %s is %sone of %s"
                        .formatted(name(now.atZone(days.zone()).getDayOfWeek()), days.zone(), not, some(names(days)));
    }

    private static String rate(Condition.Rate rate, Truth truth, Facts facts) {
        return truth == Truth.UNKNOWN
                ? "the count of " + rate.counter() + " is not known"
                : "the count of %s is %d, %sbelow %d"
                        .formatted(
                                rate.counter(),
                                facts.context().soFar(rate),
                                truth == Truth.TRUE ? "" : "not ",
                                rate.most());
    }

    private static String joined(List<Condition> parts, String word) {
        return parts.stream().map(Wording::describe).collect(Collectors.joining(word, "(", ")"));
    }

    private static String range(Condition.Between between) {
        return between.min().toPlainString() + " and " + between.max().toPlainString();
    }

    private static List<String> names(Condition.Days days) {
        return days.days().stream().map(Wording::name).toList();
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH);
    }

    private static String some(Collection<?> listed) {
        String written =
                listed.stream().limit(MAX_WRITTEN).map(String::valueOf).collect(Collectors.joining(", ", "{", ""));
        int rest = listed.size() - MAX_WRITTEN;
        return rest > 0 ? written + " and " + rest + " more}" : written + "}";
    }
}
