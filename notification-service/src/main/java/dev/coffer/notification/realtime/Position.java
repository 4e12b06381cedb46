package dev.coffer.notification.realtime;

import dev.coffer.core.errors.CodedException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The place in a feed that a client knows of, as it sends it back. */
final class Position {

    /** It has at most as many digits as a long is sure to hold. */
    private static final Pattern FORM = Pattern.compile("0|[1-9][0-9]{0,17}");

    private Position() {}

    /** @return null where there is none @throws CodedException INVALID_INPUT where it is no position */
    static @Nullable Long parse(@Nullable String text, String field) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        if (!FORM.matcher(text).matches()) {
            throw CodedException.invalid(field, "Send the id of the last event that came, as it came.");
        }
        return Long.valueOf(text);
    }

    /** What is found at this path. @return null where nothing is @throws CodedException INVALID_INPUT where it is no position */
    static @Nullable Long read(@Nullable JsonNode sent, String... path) {
        JsonNode found = sent;
        for (String name : path) {
            found = found == null ? null : found.get(name);
        }
        return found == null || found.isNull() ? null : parse(found.asString("none"), "last");
    }
}
