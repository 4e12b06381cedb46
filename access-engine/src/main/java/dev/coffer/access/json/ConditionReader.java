package dev.coffer.access.json;

import dev.coffer.access.condition.Attribute;
import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Conditions;
import dev.coffer.access.condition.Counter;
import dev.coffer.access.condition.Glob;
import dev.coffer.access.condition.IpBlock;
import dev.coffer.access.condition.Value;
import dev.coffer.access.json.JsonValue.JsonFlag;
import dev.coffer.access.json.JsonValue.JsonNumber;
import dev.coffer.access.json.JsonValue.JsonObject;
import dev.coffer.access.json.JsonValue.JsonString;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;

/** Reads a condition: an object with one member, whose name says which. */
final class ConditionReader {
    private static final int TIME_LENGTH = 5;

    private static final Map<String, Function<JsonValue, Condition>> READERS = Map.ofEntries(
            Map.entry("and", value -> new Condition.And(Members.list(value, ConditionReader::read))),
            Map.entry("or", value -> new Condition.Or(Members.list(value, ConditionReader::read))),
            Map.entry("not", value -> new Condition.Not(read(value))),
            Map.entry("role", value -> new Condition.HasRole(Members.string(value))),
            Map.entry("anyRole", value -> new Condition.HasAnyRole(distinct(value, Members::string))),
            Map.entry("allRoles", value -> new Condition.HasAllRoles(distinct(value, Members::string))),
            Map.entry("owner", value -> holding(value, new Condition.Owner())),
            Map.entry("sameTenant", value -> holding(value, new Condition.SameTenant())),
            Map.entry("equals", ConditionReader::equal),
            Map.entry("in", ConditionReader::in),
            Map.entry("matches", ConditionReader::matches),
            Map.entry("between", ConditionReader::between),
            Map.entry("cidr", value -> new Condition.Cidr(distinct(value, ConditionReader::block))),
            Map.entry("hours", ConditionReader::hours),
            Map.entry("days", ConditionReader::days),
            Map.entry("rate", ConditionReader::rate));

    private ConditionReader() {}

    static Condition read(JsonValue value) {
        if (!(value instanceof JsonObject object) || object.members().size() != 1) {
            throw value.at()
                    .refusal("expected a condition, an object with one member that says which; found "
                            + (value instanceof JsonObject object
                                    ? object.members().size() + " members"
                                    : value.kind()));
        }
        Map.Entry<String, JsonValue> member =
                object.members().entrySet().iterator().next();
        Members.requireKnown(member.getKey(), member.getValue(), "a condition", READERS.keySet());
        Function<JsonValue, Condition> reader = Objects.requireNonNull(READERS.get(member.getKey()));
        return Members.made(member.getValue(), () -> reader.apply(member.getValue()));
    }

    private static Condition equal(JsonValue json) {
        Members members = Members.of(json, "equals", Set.of("attribute", "value"));
        return new Condition.Equal(attribute(members), value(members.required("value")));
    }

    private static Condition in(JsonValue json) {
        Members members = Members.of(json, "in", Set.of("attribute", "values"));
        return new Condition.In(attribute(members), distinct(members.required("values"), ConditionReader::value));
    }

    private static Condition matches(JsonValue json) {
        Members members = Members.of(json, "matches", Set.of("attribute", "pattern"));
        String pattern = members.string("pattern");
        return new Condition.Matches(
                attribute(members), Members.made(members.required("pattern"), () -> Glob.of(pattern)));
    }

    private static Condition between(JsonValue json) {
        Members members = Members.of(json, "between", Set.of("attribute", "min", "max"));
        return new Condition.Between(attribute(members), members.number("min"), members.number("max"));
    }

    private static Condition hours(JsonValue json) {
        Members members = Members.of(json, "hours", Set.of("from", "to", "zone"));
        String zone = members.string("zone");
        return new Condition.Hours(
                time(members.required("from")),
                time(members.required("to")),
                Members.made(members.required("zone"), () -> Conditions.zone(zone)));
    }

    private static Condition days(JsonValue json) {
        Members members = Members.of(json, "days", Set.of("days", "zone"));
        String zone = members.string("zone");
        return new Condition.Days(
                distinct(members.required("days"), ConditionReader::day),
                Members.made(members.required("zone"), () -> Conditions.zone(zone)));
    }

    private static Condition rate(JsonValue json) {
        Members members = Members.of(json, "rate", Set.of("counter", "most", "per"));
        Counter counter = new Counter(members.string("counter"), duration(members.required("per")));
        return new Condition.Rate(counter, members.whole("most", 0, Long.MAX_VALUE));
    }

    private static Condition holding(JsonValue value, Condition condition) {
        Members.requireTrue(value);
        return condition;
    }

    private static Attribute attribute(Members members) {
        String name = members.string("attribute");
        return Members.made(members.required("attribute"), () -> Attribute.parse(name));
    }

    private static Value value(JsonValue json) {
        return Members.made(json, () -> switch (json) {
            case JsonString string -> Value.of(string.text());
            case JsonNumber number -> Value.of(number.number());
            case JsonFlag flag -> Value.of(flag.isSet());
            default -> throw json.at().refusal("expected a string, a number, true or false; found " + json.kind());
        });
    }

    private static IpBlock block(JsonValue json) {
        String text = Members.string(json);
        return Members.made(json, () -> IpBlock.parse(text));
    }

    private static DayOfWeek day(JsonValue json) {
        String text = Members.string(json);
        return Arrays.stream(DayOfWeek.values())
                .filter(day -> day.name().toLowerCase(Locale.ROOT).equals(text))
                .findFirst()
                .orElseThrow(() -> json.at().refusal("expected a day such as monday; found \"" + text + "\""));
    }

    private static LocalTime time(JsonValue json) {
        String text = Members.string(json);
        try {
            if (text.length() == TIME_LENGTH) {
                return LocalTime.parse(text);
            }
        } catch (DateTimeException bad) {
            // One message for whatever is wrong with it, below.
        }
        throw json.at().refusal("expected a time of day such as 08:00; found \"" + text + "\"");
    }

    private static Duration duration(JsonValue json) {
        String text = Members.string(json);
        try {
            // The JDK also reads signs, fractions and lower case; one way to write it is enough.
            if (text.chars().allMatch(c -> "PTDHMS0123456789".indexOf(c) >= 0)) {
                return Duration.parse(text);
            }
        } catch (DateTimeException | ArithmeticException bad) {
            // One message for whatever is wrong with it, below.
        }
        throw json.at().refusal("expected a duration such as PT1H or P1D; found \"" + text + "\"");
    }

    private static <T> Set<T> distinct(JsonValue json, Function<JsonValue, T> reader) {
        List<T> items = Members.list(json, reader);
        Set<T> distinct = new LinkedHashSet<>(items);
        if (distinct.size() < items.size()) {
            throw json.at().refusal("the same is there twice");
        }
        return distinct;
    }
}
