package dev.coffer.access.json;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** One JSON value, with the place where it was read. */
sealed interface JsonValue {
    Place at();

    /**
     * Where a value begins.
     *
     * @param line from 1
     * @param path such as {@code $.roles[0]}
     */
    record Place(int line, String path) {
        PolicyFormatException refusal(String problem) {
            return new PolicyFormatException(line, path, problem);
        }
    }

    record JsonObject(Place at, Map<String, JsonValue> members) implements JsonValue {}

    record JsonArray(Place at, List<JsonValue> items) implements JsonValue {}

    record JsonString(Place at, String text) implements JsonValue {}

    record JsonNumber(Place at, BigDecimal number) implements JsonValue {}

    record JsonFlag(Place at, boolean isSet) implements JsonValue {}

    record JsonNull(Place at) implements JsonValue {}

    /** What kind of value this is, for messages. */
    default String kind() {
        return switch (this) {
            case JsonObject _ -> "an object";
            case JsonArray _ -> "an array";
            case JsonString _ -> "a string";
            case JsonNumber _ -> "a number";
            case JsonFlag _ -> "true or false";
            case JsonNull _ -> "null";
        };
    }
}
