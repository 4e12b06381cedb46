package dev.coffer.notification.webhook;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an endpoint does. After {@value #THRESHOLD} failures in a row nothing is sent for a while; then one delivery is tried, and what comes
 * of it decides.
 *
 * @param failures in a row
 * @param failingSince when the first of them was; null where there are none
 * @param openUntil until when nothing is sent; null where nothing holds it up
 */
record Circuit(
        int failures,
        @Nullable Instant failingSince,
        @Nullable Instant openUntil) {

    static final int THRESHOLD = 5;

    /** Nothing failed, as far as is known. */
    static final Circuit WELL = new Circuit(0, null, null);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);
    private static final int MOST_DOUBLINGS = 10;

    /** As clients see it. */
    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    State state(Instant now) {
        if (openUntil == null) {
            return State.CLOSED;
        }
        return now.isBefore(openUntil) ? State.OPEN : State.HALF_OPEN;
    }

    /** After one or more failures, none of them before a success. */
    Circuit failed(int times, Instant now) {
        int all = failures + times;
        Instant since = failingSince == null ? now : failingSince;
        return new Circuit(all, since, all < THRESHOLD ? null : now.plus(pause(all - THRESHOLD)));
    }

    private static Duration pause(int beyond) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(beyond, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    /** Whether it has failed for that long, without a success between. */
    boolean hasFailedFor(Duration time, Instant now) {
        return failingSince != null && failures >= THRESHOLD && !now.isBefore(failingSince.plus(time));
    }
}
