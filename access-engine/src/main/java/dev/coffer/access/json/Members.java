package dev.coffer.access.json;

import dev.coffer.access.json.JsonValue.JsonArray;
import dev.coffer.access.json.JsonValue.JsonFlag;
import dev.coffer.access.json.JsonValue.JsonNumber;
import dev.coffer.access.json.JsonValue.JsonObject;
import dev.coffer.access.json.JsonValue.JsonString;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The members of one object, each asked for as what it must be. */
final class Members {
    private static final int MAX_TYPOS = 2;

    private final JsonObject object;

    private Members(JsonObject object) {
        this.object = object;
    }

    /** @param known all members that there may be */
    static Members of(JsonValue value, String what, Set<String> known) {
        if (!(value instanceof JsonObject object)) {
            throw value.at().refusal("expected %s, an object; found %s".formatted(what, value.kind()));
        }
        object.members().forEach((name, member) -> requireKnown(name, member, what, known));
        return new Members(object);
    }

    JsonValue required(String name) {
        JsonValue member = object.members().get(name);
        if (member == null) {
            throw object.at().refusal("\"" + name + "\" is missing");
        }
        return member;
    }

    @Nullable
    JsonValue find(String name) {
        return object.members().get(name);
    }

    String string(String name) {
        return string(required(name));
    }

    BigDecimal number(String name) {
        JsonValue value = required(name);
        if (value instanceof JsonNumber number) {
            return number.number();
        }
        throw value.at().refusal("expected a number; found " + value.kind());
    }

    /** A whole number of the range. */
    long whole(String name, long min, long max) {
        JsonValue value = required(name);
        BigDecimal number = number(name);
        boolean isInRange = number.compareTo(BigDecimal.valueOf(min)) >= 0
                && number.compareTo(BigDecimal.valueOf(max)) <= 0
                && number.stripTrailingZeros().scale() <= 0;
        if (!isInRange) {
            throw value.at().refusal("expected a whole number from %d to %d".formatted(min, max));
        }
        return number.longValue();
    }

    <T> List<T> list(String name, Function<JsonValue, T> reader) {
        return list(required(name), reader);
    }

    static <T> List<T> list(JsonValue value, Function<JsonValue, T> reader) {
        if (!(value instanceof JsonArray array)) {
            throw value.at().refusal("expected an array; found " + value.kind());
        }
        List<T> items = new ArrayList<>();
        array.items().forEach(item -> items.add(reader.apply(item)));
        return items;
    }

    static String string(JsonValue value) {
        if (value instanceof JsonString string) {
            return string.text();
        }
        throw value.at().refusal("expected a string; found " + value.kind());
    }

    static void requireTrue(JsonValue value) {
        if (!(value instanceof JsonFlag flag && flag.isSet())) {
            throw value.at().refusal("expected true");
        }
    }

    /** Runs what makes a value of the policy, and tells where in the text a refusal comes from. */
    static <T> T made(JsonValue from, Supplier<T> maker) {
        try {
            return maker.get();
        } catch (PolicyFormatException placed) {
            throw placed;
        } catch (IllegalArgumentException bad) {
            throw from.at().refusal(String.valueOf(bad.getMessage()));
        }
    }

    static void requireKnown(String name, JsonValue member, String what, Collection<String> known) {
        if (!known.contains(name)) {
            String suggestion = known.stream()
                    .filter(near -> typos(name, near) <= Math.min(MAX_TYPOS, name.length() / 2))
                    .min(Comparator.comparingInt((String near) -> typos(name, near))
                            .thenComparing(near -> near))
                    .map(near -> "; did you mean \"" + near + "\"?")
                    .orElse("; it may have "
                            + String.join(", ", known.stream().sorted().toList()));
            throw member.at().refusal("%s has no \"%s\"%s".formatted(what, name, suggestion));
        }
    }

    /** Letters to change, add or drop (Levenshtein); more than {@link #MAX_TYPOS} where the lengths say so at once. */
    private static int typos(String from, String to) {
        if (Math.abs(from.length() - to.length()) > MAX_TYPOS) {
            return MAX_TYPOS + 1;
        }
        int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = diagonal + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
