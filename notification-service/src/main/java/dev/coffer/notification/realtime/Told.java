package dev.coffer.notification.realtime;

import java.util.Map;

/**
 * An event as a client is told it.
 *
 * @param seq its position in its feed, which counts without gaps
 */
record Told(long seq, String type, Map<String, Object> data) {

    Told {
        data = Map.copyOf(data);
    }

    /** It may hold what a message says. */
    @Override
    public String toString() {
        return "Told[" + seq + ", " + type + "]";
    }
}
