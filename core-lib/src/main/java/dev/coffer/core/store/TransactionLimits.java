package dev.coffer.core.store;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How often and how patiently a transaction is tried again.
 *
 * @param attempts runs of the whole transaction, at least 1
 * @param commitAttempts tries to learn the outcome of one commit, at least 1
 * @param firstWait the wait before the second run; doubles from there, with jitter
 * @param longestWait the most that one wait may take
 * @param commitTime how long the server may take to commit
 */
public record TransactionLimits(
        int attempts, int commitAttempts, Duration firstWait, Duration longestWait, Duration commitTime) {

    /** About 3 s in all when every run collides, which is as long as a caller should wait for an answer. */
    public static final TransactionLimits DEFAULT =
            new TransactionLimits(14, 4, Duration.ofMillis(10), Duration.ofMillis(250), Duration.ofSeconds(5));

    private static final int LONGEST_SHIFT = 10;

    public TransactionLimits {
        if (attempts < 1 || commitAttempts < 1) {
            throw new IllegalArgumentException("attempts must be at least 1: " + attempts + ", " + commitAttempts);
        }
        if (firstWait.isNegative() || longestWait.compareTo(firstWait) < 0) {
            throw new IllegalArgumentException(
                    "waits must satisfy 0 <= first <= longest: " + firstWait + ", " + longestWait);
        }
    }

    /** The wait after the given failed run, counted from 1: between half and all of the doubled wait. */
    Duration waitAfter(int attempt) {
        long doubled = firstWait.toMillis() << Math.min(attempt - 1, LONGEST_SHIFT);
        long capped = Math.min(doubled, longestWait.toMillis());
        return Duration.ofMillis(capped / 2 + ThreadLocalRandom.current().nextLong(capped / 2 + 1));
    }
}
