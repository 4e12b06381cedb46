package dev.coffer.access.condition;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Short ways to write each {@link Condition}. All throw {@link IllegalArgumentException} naming the bad value. */
public final class Conditions {
    private Conditions() {}

    public static Condition and(Condition... parts) {
        return new Condition.And(List.of(parts));
    }

    public static Condition or(Condition... parts) {
        return new Condition.Or(List.of(parts));
    }

    public static Condition not(Condition part) {
        return new Condition.Not(part);
    }

    public static Condition role(String role) {
        return new Condition.HasRole(role);
    }

    public static Condition anyRole(String... roles) {
        return new Condition.HasAnyRole(inOrder(roles));
    }

    public static Condition allRoles(String... roles) {
        return new Condition.HasAllRoles(inOrder(roles));
    }

    public static Condition owner() {
        return new Condition.Owner();
    }

    public static Condition sameTenant() {
        return new Condition.SameTenant();
    }

    /** @param attribute such as {@code resource.status}, see {@link Attribute#parse} */
    public static Condition equal(String attribute, Value value) {
        return new Condition.Equal(Attribute.parse(attribute), value);
    }

    /** @see #equal(String, Value) */
    public static Condition equal(String attribute, String text) {
        return equal(attribute, Value.of(text));
    }

    public static Condition in(String attribute, Value... values) {
        return new Condition.In(Attribute.parse(attribute), inOrder(values));
    }

    /** @see #in(String, Value...) */
    public static Condition in(String attribute, String... texts) {
        return in(attribute, Arrays.stream(texts).map(Value::of).toArray(Value[]::new));
    }

    /** @param pattern see {@link Glob} */
    public static Condition matches(String attribute, String pattern) {
        return new Condition.Matches(Attribute.parse(attribute), Glob.of(pattern));
    }

    /** @param min decimal, such as {@code 0.01}; both ends belong to the range */
    public static Condition between(String attribute, String min, String max) {
        return new Condition.Between(Attribute.parse(attribute), new BigDecimal(min), new BigDecimal(max));
    }

    /** @param blocks such as {@code 10.0.0.0/8} or {@code 2001:db8::/32} */
    public static Condition cidr(String... blocks) {
        return new Condition.Cidr(
                Arrays.stream(blocks).map(IpBlock::parse).collect(Collectors.toCollection(LinkedHashSet::new)));
    }

    /**
     * @param from such as {@code 08:00}
     * @param to such as {@code 18:00}, the first minute after
     * @param zone such as {@code Europe/Vienna}
     */
    public static Condition hours(String from, String to, String zone) {
        return new Condition.Hours(time(from), time(to), zone(zone));
    }

    public static Condition days(String zone, DayOfWeek... days) {
        return new Condition.Days(inOrder(days), zone(zone));
    }

    /** @param most how often at most within {@code per}, this time included */
    public static Condition rate(String counter, long most, Duration per) {
        return new Condition.Rate(new Counter(counter, per), most);
    }

    /** @throws IllegalArgumentException for a zone that this JVM's time zone data does not have */
    public static ZoneId zone(String id) {
        try {
            return ZoneId.of(id);
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException("\"" + id + "\" is not a time zone", unknown);
        }
    }

    private static LocalTime time(String text) {
        try {
            return LocalTime.parse(text);
        } catch (DateTimeException bad) {
            throw new IllegalArgumentException("\"" + text + "\" is not a time of day such as 08:00", bad);
        }
    }

    @SafeVarargs
    private static <T> Set<T> inOrder(T... listed) {
        Set<T> ordered = new LinkedHashSet<>();
        for (T each : listed) {
            ordered.add(each);
        }
        return ordered;
    }
}
