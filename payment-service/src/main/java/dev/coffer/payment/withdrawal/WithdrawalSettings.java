package dev.coffer.payment.withdrawal;

import java.time.Duration;

/**
 * @param lease how long one replica has a withdrawal to itself; longer than a provider and the ledger take
 * @param patience how long a repeat waits for the first to come to a rest before it answers how it stands
 * @param sweepEvery how often withdrawals that are due are looked for
 * @param sweepBatch how many are taken up in one sweep
 * @param firstRetry the wait after the first answer that was not known; doubles each time
 * @param longestRetry where the doubling ends
 * @param payoutTries how often the provider is asked, without learning the outcome, before the withdrawal is stuck
 * @param confirmEvery how often a provider is asked that has accepted a payout and said no more
 * @param confirmWithin how long after that it is stuck
 */
record WithdrawalSettings(
        Duration lease,
        Duration patience,
        Duration sweepEvery,
        int sweepBatch,
        Duration firstRetry,
        Duration longestRetry,
        int payoutTries,
        Duration confirmEvery,
        Duration confirmWithin) {

    private static final int MOST_DOUBLINGS = 20;
    private static final int MOST_AT_ONCE = 1_000;

    WithdrawalSettings {
        requirePositive("lease", lease);
        requirePositive("patience", patience);
        requirePositive("sweep-every", sweepEvery);
        requirePositive("first-retry", firstRetry);
        requirePositive("confirm-every", confirmEvery);
        requirePositive("confirm-within", confirmWithin);
        if (longestRetry.compareTo(firstRetry) < 0) {
            throw new IllegalArgumentException("longest-retry " + longestRetry + " is below first-retry " + firstRetry);
        }
        if (sweepBatch < 1 || sweepBatch > MOST_AT_ONCE) {
            throw new IllegalArgumentException("sweep-batch must be 1 to " + MOST_AT_ONCE + ", not " + sweepBatch);
        }
        if (payoutTries < 1) {
            throw new IllegalArgumentException("payout-tries must be at least 1, not " + payoutTries);
        }
    }

    /** The wait after this many attempts in vain, at least 1. */
    Duration waitAfter(int attempts) {
        Duration doubled = firstRetry.multipliedBy(1L << Math.clamp(attempts - 1L, 0, MOST_DOUBLINGS));
        return doubled.compareTo(longestRetry) < 0 ? doubled : longestRetry;
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "coffer.payment.withdrawals." + name + " must be more than zero, not " + value);
        }
    }
}
