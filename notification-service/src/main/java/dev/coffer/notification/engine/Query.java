package dev.coffer.notification.engine;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of an address. Not asked of the container, which would look for them in a body as well. */
final class Query {

    private Query() {}

    /** Names and values as they are: those that are known have nothing in them to be decoded. The first of each counts. */
    static Map<String, String> of(@Nullable String text) {
        Map<String, String> values = new HashMap<>();
        if (text != null) {
            for (String parameter : text.split("&", -1)) {
                int equals = parameter.indexOf('=');
                if (equals > 0) {
                    values.putIfAbsent(parameter.substring(0, equals), parameter.substring(equals + 1));
                }
            }
        }
        return values;
    }
}
