package dev.coffer.notification.email;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Whether a provider is worth asking, as this process knows it. After several failures in a row nobody asks for a while; then one asks, and
 * its answer decides for all.
 */
final class Circuit {

    static final int MOST_FAILURES = 5;
    static final Duration REST = Duration.ofSeconds(10);

    private final Clock clock;
    private int failures;
    private Instant closedFor = Instant.MIN;

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
        closedFor = now.plus(REST);
        return true;
    }

    synchronized void answered() {
        failures = 0;
    }

    synchronized void failed() {
        failures++;
        if (failures >= MOST_FAILURES) {
            closedFor = clock.instant().plus(REST);
        }
    }

    synchronized boolean isResting() {
        return failures >= MOST_FAILURES;
    }
}
