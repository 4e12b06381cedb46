package dev.coffer.core.identity;

import org.jspecify.annotations.Nullable;

/**
 * What a request comes from, whoever sends it. Personal data: it never reaches a log.
 *
 * @param address null where nobody who can be believed says it
 * @param agent what the client calls itself, its {@code User-Agent}: printable ASCII of at most {@link #MOST_AGENT_CHARS}
 *     characters, and nothing to rely on; null where it says nothing
 */
public record Client(
        @Nullable ClientAddress address, @Nullable String agent) {

    public static final int MOST_AGENT_CHARS = 512;

    /** Nothing is known of it. */
    public static final Client UNKNOWN = new Client(null, null);

    private static final int FIRST_PRINTABLE = 0x20;
    private static final int LAST_PRINTABLE = 0x7e;

    /** What may be kept of the header {@code User-Agent}; null where that is nothing. */
    public static @Nullable String agent(@Nullable String header) {
        if (header == null) {
            return null;
        }
        StringBuilder kept = new StringBuilder();
        header.chars()
                .filter(character -> character >= FIRST_PRINTABLE && character <= LAST_PRINTABLE)
                .limit(MOST_AGENT_CHARS)
                .forEach(character -> kept.append((char) character));
        String agent = kept.toString().strip();
        return agent.isEmpty() ? null : agent;
    }

    @Override
    public String toString() {
        return "Client[***]";
    }
}
