package dev.coffer.payment.deposit;

import java.time.Duration;
import java.time.Instant;

/**
 * @param lease how long one caller has a pending deposit to itself; longer than a provider and the ledger take
 * @param patience how long a repeat waits for the first to end before it answers PENDING
 * @param sweepEvery how often deposits left pending are looked for
 * @param sweepBatch how many are taken up in one sweep
 * @param firstRetry the wait after the first answer that was not known; doubles each time
 * @param longestRetry where the doubling ends
 * @param triesBeforeHand in vain, before an operator may say what became of it
 */
record DepositSettings(
        Duration lease,
        Duration patience,
        Duration sweepEvery,
        int sweepBatch,
        Duration firstRetry,
        Duration longestRetry,
        int triesBeforeHand) {

    private static final int MOST_DOUBLINGS = 20;

    DepositSettings {
        requirePositive("lease", lease);
        requirePositive("patience", patience);
        requirePositive("sweep-every", sweepEvery);
        requirePositive("first-retry", firstRetry);
        if (longestRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("longest-retry " + longestRetry + " is below first-retry " + firstRetry);
        }
        if (triesBeforeHand < 1) {
            throw new IllegalArgumentException("tries-before-hand must be at least 1, not " + triesBeforeHand);
        }
        if (sweepBatch < 1) {
            throw new IllegalArgumentException("sweep-batch must be at least 1, not " + sweepBatch);
        }
    }

    /** The wait after this many attempts in vain, at least 1. */
    Duration waitAfter(int attempts) {
        Duration doubled = firstRetry.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
        return doubled.compareTo(longestRetry) < 0 ? doubled : longestRetry;
    }

    /** No time that is set at {@code now} lies beyond the horizon, also when another replica's clock is a little ahead. */
    Window window(Instant now) {
        Duration longest = lease.compareTo(longestRetry) > 0 ? lease : longestRetry;
        return new Window(now, now.plus(longest.multipliedBy(2)));
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "coffer.payment.deposits." + name + " must be more than zero, not " + value);
        }
    }
}
