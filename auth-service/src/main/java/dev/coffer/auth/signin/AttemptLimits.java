package dev.coffer.auth.signin;

import java.time.Duration;

/**
 * How often a password may be tried. The waits grow but end: an outsider who keeps trying can slow the owner of an account down
 * and never lock them out for good.
 *
 * @param free tries without any wait
 * @param firstWait after the first try beyond those; doubles from there
 * @param longestWait the most that one wait may take
 * @param memory how long tries are remembered after the last one
 */
public record AttemptLimits(int free, Duration firstWait, Duration longestWait, Duration memory) {

    private static final int MAX_DOUBLINGS = 20;

    public AttemptLimits {
        if (free < 1) {
            throw new IllegalArgumentException("coffer.auth.attempts.free must be at least 1, not " + free);
        }
        if (!firstWait.isPositive() || longestWait.compareTo(firstWait) < 0 || memory.compareTo(longestWait) < 0) {
            throw new IllegalArgumentException(
                    "coffer.auth.attempts must satisfy 0 < first-wait <= longest-wait <= memory");
        }
    }

    /** The wait that follows the {@code counted}-th try. */
    Duration waitAfter(int counted) {
        if (counted <= free) {
            return Duration.ZERO;
        }
        Duration doubled = firstWait.multipliedBy(1L << Math.min(counted - free - 1, MAX_DOUBLINGS));
        return doubled.compareTo(longestWait) < 0 ? doubled : longestWait;
    }
}
