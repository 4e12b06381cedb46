package dev.coffer.access.condition;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * When a rule applies: a closed set, as data. {@link Conditions} writes them shorter. A condition never has an effect,
 * never asks anybody and never fails: it is true, false or unknown.
 */
public sealed interface Condition {
    /** Deepest nesting of and, or, not; one that has no parts is 1 deep. */
    int MAX_DEPTH = 16;
    /** Most conditions in one, itself included. */
    int MAX_SIZE = 256;
    /** Most values, roles or blocks that one condition lists. */
    int MAX_LISTED = 1_000;

    /** All parts hold. */
    record And(List<Condition> parts) implements Condition {
        public And {
            parts = checked("and", parts);
        }
    }

    /** At least one part holds. */
    record Or(List<Condition> parts) implements Condition {
        public Or {
            parts = checked("or", parts);
        }
    }

    /** The part does not hold. Unknown where the part is unknown. */
    record Not(Condition part) implements Condition {
        public Not {
            checked("not", List.of(part));
        }
    }

    /** The subject holds the role, or one that inherits it. */
    record HasRole(String role) implements Condition {
        public HasRole {
            Names.require("role", role);
        }
    }

    /** The subject holds one of the roles at least, or one that inherits it. */
    record HasAnyRole(Set<String> roles) implements Condition {
        public HasAnyRole {
            roles = listed("any of the roles", roles);
            roles.forEach(role -> Names.require("role", role));
        }
    }

    /** The subject holds each of the roles, or one that inherits it. */
    record HasAllRoles(Set<String> roles) implements Condition {
        public HasAllRoles {
            roles = listed("all of the roles", roles);
            roles.forEach(role -> Names.require("role", role));
        }
    }

    /** The subject owns the target. Unknown without an owner. */
    record Owner() implements Condition {}

    /** The resource belongs to the subject's tenant. Unknown without the resource's tenant. */
    record SameTenant() implements Condition {}

    /** The attribute has this value. Unknown without the attribute, or where it is of another kind. */
    record Equal(Attribute attribute, Value value) implements Condition {}

    /**
     * The attribute has one of these values, all of one kind. Unknown without the attribute, or where it is of another
     * kind.
     */
    record In(Attribute attribute, Set<Value> values) implements Condition {
        public In {
            values = listed("values", values);
            if (values.stream().map(Value::getClass).distinct().count() > 1) {
                throw new IllegalArgumentException("values for " + attribute + " are not all of one kind");
            }
        }
    }

    /** The attribute is a text that the pattern covers. Unknown without the attribute, or where it is no text. */
    record Matches(Attribute attribute, Glob pattern) implements Condition {}

    /**
     * The attribute is a number of the range. Unknown without the attribute, or where it is no number.
     *
     * @param min the least number in the range
     * @param max the greatest, at least {@code min}
     */
    record Between(Attribute attribute, BigDecimal min, BigDecimal max) implements Condition {
        public Between {
            min = Value.normal(min);
            max = Value.normal(max);
            if (min.compareTo(max) > 0) {
                throw new IllegalArgumentException("range of %s: %s is more than %s"
                        .formatted(attribute, min.toPlainString(), max.toPlainString()));
            }
        }
    }

    /** The request comes from one of the blocks. Unknown without an address. */
    record Cidr(Set<IpBlock> blocks) implements Condition {
        public Cidr {
            blocks = listed("blocks", blocks);
        }
    }

    /**
     * The time of day in the zone is within the span. Where {@code to} is before {@code from} the span goes over
     * midnight; where they are equal it is empty. Unknown without the time.
     *
     * @param from the first moment, whole minutes
     * @param to the first moment after, whole minutes
     */
    record Hours(LocalTime from, LocalTime to, ZoneId zone) implements Condition {
        public Hours {
            requireMinutes(from);
            requireMinutes(to);
        }
    }

    /** The day of the week in the zone is one of these. Unknown without the time. */
    record Days(Set<DayOfWeek> days, ZoneId zone) implements Condition {
        public Days {
            days = listed("days", days.isEmpty() ? days : EnumSet.copyOf(days));
        }
    }

    /**
     * The subject's count so far is below {@code most}, so that this time included it is at most that. Unknown without
     * the count.
     */
    record Rate(Counter counter, long most) implements Condition {
        public Rate {
            if (most < 0) {
                throw new IllegalArgumentException("rate of " + counter + ": " + most + " is below 0");
            }
        }
    }

    /** Holds this against the facts; pure. */
    default Truth evaluate(Facts facts) {
        return Evaluation.evaluate(this, facts);
    }

    /** As {@link #evaluate}, with the reason, and the same for each part. */
    default ConditionResult explain(Facts facts) {
        return Wording.explain(this, facts);
    }

    /** In words for people, such as {@code hours 08:00-18:00 Europe/Vienna}. */
    default String describe() {
        return Wording.describe(this);
    }

    /** What this is made of; empty unless it is and, or, not. */
    default List<Condition> parts() {
        return this instanceof Not not ? List.of(not.part()) : List.of();
    }

    private static List<Condition> checked(String kind, List<Condition> parts) {
        int depth = 1 + parts.stream().mapToInt(Condition::depth).max().orElse(0);
        int size = 1 + parts.stream().mapToInt(Condition::size).sum();
        if (parts.isEmpty() || depth > MAX_DEPTH || size > MAX_SIZE) {
            throw new IllegalArgumentException("%s: %d conditions, %d deep; it needs a part and at most %d, %d deep"
                    .formatted(kind, size, depth, MAX_SIZE, MAX_DEPTH));
        }
        return List.copyOf(parts);
    }

    private static int depth(Condition condition) {
        return 1 + condition.parts().stream().mapToInt(Condition::depth).max().orElse(0);
    }

    private static int size(Condition condition) {
        return 1 + condition.parts().stream().mapToInt(Condition::size).sum();
    }

    /** In the order given, so that a policy is always written and explained alike. */
    private static <T> Set<T> listed(String what, Collection<T> listed) {
        if (listed.isEmpty() || listed.size() > MAX_LISTED) {
            throw new IllegalArgumentException("%s: %d; it needs 1 to %d".formatted(what, listed.size(), MAX_LISTED));
        }
        return Collections.unmodifiableSet(new LinkedHashSet<>(listed));
    }

    private static void requireMinutes(LocalTime time) {
        if (time.getSecond() != 0 || time.getNano() != 0) {
            throw new IllegalArgumentException("time " + time + " is not a whole minute");
        }
    }
}
