package dev.coffer.gateway.transport;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a client takes for an answer.
 *
 * @param json null where it takes no JSON
 * @param events whether it takes a stream of events
 */
record Accepted(@Nullable MediaType json, boolean events) {
    static final String EVENT_STREAM = "text/event-stream";

    /** @param accept the header as it came */
    static Accepted of(@Nullable String accept) {
        return new Accepted(MediaType.negotiate(accept), accept != null && namesEvents(accept));
    }

    /** Only by name: who takes anything is not ready for a stream. */
    private static boolean namesEvents(String accept) {
        for (String range : accept.split(",", -1)) {
            String[] parts = range.toLowerCase(Locale.ROOT).split(";", -1);
            if (parts[0].strip().equals(EVENT_STREAM) && MediaType.quality(parts) > 0) {
                return true;
            }
        }
        return false;
    }

    boolean nothing() {
        return json == null && !events;
    }
}
