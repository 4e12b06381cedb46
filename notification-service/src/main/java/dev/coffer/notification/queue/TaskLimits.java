package dev.coffer.notification.queue;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Every limit of the queue in one place.
 *
 * @param lease how long a task stays with a replica that says nothing more of it
 * @param tryTime the most that one try may take; shorter than the lease
 * @param poll how often a lane is looked at when nothing happens here
 * @param perLane tasks of one lane that one process works on at once
 * @param firstRetry pause after the first failure; doubles, with jitter
 * @param longestRetry the most that one pause may take
 */
public record TaskLimits(
        Duration lease, Duration tryTime, Duration poll, int perLane, Duration firstRetry, Duration longestRetry) {

    public static final TaskLimits DEFAULT = new TaskLimits(
            Duration.ofSeconds(30),
            Duration.ofSeconds(10),
            Duration.ofMillis(250),
            16,
            Duration.ofMillis(200),
            Duration.ofSeconds(10));

    private static final int LONGEST_SHIFT = 16;

    public TaskLimits {
        if (lease.compareTo(tryTime.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("a lease of " + lease + " is too short for tries of " + tryTime);
        }
        if (perLane < 1) {
            throw new IllegalArgumentException("perLane must be at least 1: " + perLane);
        }
    }

    /** The pause after the given failed try, counted from 1: between half and all of the doubled pause. */
    Duration pauseAfter(int tries) {
        long doubled = firstRetry.toMillis() << Math.clamp(tries - 1L, 0, LONGEST_SHIFT);
        long capped = Math.min(doubled, longestRetry.toMillis());
        return Duration.ofMillis(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
    }
}
