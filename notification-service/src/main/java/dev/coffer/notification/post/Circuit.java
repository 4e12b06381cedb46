package dev.coffer.notification.post;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether a provider is worth asking, as this process knows it. After several failures in a row, or once it asked for it, nobody asks for a
 * while; then one asks, and its answer decides for all.
 */
final class Circuit {

    static final int MOST_FAILURES = 5;
    static final Duration REST = Duration.ofSeconds(10);
    static final Duration LONGEST_REST = Duration.ofMinutes(10);

    private final Clock clock;
    private int failures;
    private Instant closedFor = Instant.MIN;
    private Duration rest = REST;

    Circuit(Clock clock) {
        this.clock = clock;
    }

    /** Whether to ask; who may ask after a rest is the one who does so for all. */
    synchronized boolean mayAsk() {
        if (failures < MOST_FAILURES) {
            return true;
        }
        Instant now = clock.instant();
        if (now.isBefore(closedFor)) {
            return false;
        }
        closedFor = now.plus(rest);
        return true;
    }

    synchronized void answered() {
        failures = 0;
    }

    /** @param asked how long the provider wants to be left alone, null where it did not say; no longer than {@link #LONGEST_REST} counts */
    synchronized void failed(@Nullable Duration asked) {
        failures = asked == null ? failures + 1 : MOST_FAILURES;
        if (failures >= MOST_FAILURES) {
            rest = asked == null || asked.isZero() ? REST : asked.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : asked;
            closedFor = clock.instant().plus(rest);
        }
    }

    synchronized boolean isResting() {
        return failures >= MOST_FAILURES;
    }
}
