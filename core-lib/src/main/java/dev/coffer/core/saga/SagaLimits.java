package dev.coffer.core.saga;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Every limit of the room in one place.
 *
 * @param lease how long a saga stays with a replica that says nothing more of it
 * @param callTime longest wait for one call outside; shorter than the lease
 * @param poll how often a runner looks for sagas that are due, when nothing happens
 * @param concurrent sagas that one process works on at once
 * @param firstRetry pause after the first failure of a step; doubles, with jitter
 * @param longestRetry the most that one pause may take
 * @param undoTries tries of undoing one step before the saga needs attention
 * @param grace how long after its start a runner calls no waiting step late: what it waits for may have come while nobody listened
 */
public record SagaLimits(
        Duration lease,
        Duration callTime,
        Duration poll,
        int concurrent,
        Duration firstRetry,
        Duration longestRetry,
        int undoTries,
        Duration grace) {

    public static final SagaLimits DEFAULT = new SagaLimits(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMillis(250),
            64,
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            10,
            Duration.ofSeconds(30));

    private static final int LONGEST_SHIFT = 16;

    public SagaLimits {
        if (lease.compareTo(callTime.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("a lease of " + lease + " is too short for calls of " + callTime);
        }
        if (concurrent < 1 || undoTries < 1) {
            throw new IllegalArgumentException(
                    "concurrent and undoTries must be at least 1: " + concurrent + ", " + undoTries);
        }
    }

    public SagaLimits withGrace(Duration other) {
        return new SagaLimits(lease, callTime, poll, concurrent, firstRetry, longestRetry, undoTries, other);
    }

    /** The pause after the given failed try, counted from 1: between half and all of the doubled pause. */
    Duration pauseAfter(int tries) {
        long doubled = firstRetry.toMillis() << Math.clamp(tries - 1L, 0, LONGEST_SHIFT);
        long capped = Math.min(doubled, longestRetry.toMillis());
        return Duration.ofMillis(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
    }
}
