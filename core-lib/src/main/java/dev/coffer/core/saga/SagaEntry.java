package dev.coffer.core.saga;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A line of a saga's history.
 *
 * @param at when, by the clock of the replica that did it
 * @param step which step it is about
 * @param detail what failed or why it was refused; null where there is nothing to say
 */
public record SagaEntry(
        Instant at, String step, What what, @Nullable String detail) {

    private static final int LONGEST_DETAIL = 500;

    /** What happened. */
    public enum What {
        STARTED,
        DONE,
        WAITS,
        FAILED,
        REFUSED,
        TIMED_OUT,
        STOP_ASKED,
        UNDONE,
        COMPLETED,
        COMPENSATED,
        STUCK,
        RETRY_ASKED
    }

    public SagaEntry {
        if (detail != null && detail.length() > LONGEST_DETAIL) {
            detail = detail.substring(0, LONGEST_DETAIL) + "...";
        }
    }
}
