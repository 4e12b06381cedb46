package dev.coffer.payment.hold;

import java.time.Duration;

/**
 * @param defaultTime how long a hold lasts when the client does not say
 * @param longestTime how long a hold may last at most
 * @param sweepEvery how often holds whose time is over are looked for
 * @param sweepBatch how many are given back together
 */
record HoldSettings(Duration defaultTime, Duration longestTime, Duration sweepEvery, int sweepBatch) {

    static final Duration SHORTEST_TIME = Duration.ofSeconds(1);

    private static final int MOST_AT_ONCE = 1_000;

    HoldSettings {
        if (longestTime.compareTo(SHORTEST_TIME) < 0 || longestTime.toSeconds() > Integer.MAX_VALUE) {
            throw new IllegalArgumentException(
                    "coffer.payment.holds.longest-time must be 1 s to " + Integer.MAX_VALUE + " s, not " + longestTime);
        }
        if (defaultTime.compareTo(SHORTEST_TIME) < 0 || defaultTime.compareTo(longestTime) > 0) {
            throw new IllegalArgumentException(
                    "coffer.payment.holds.default-time must be 1 s to longest-time, which is " + longestTime + ", not "
                            + defaultTime);
        }
        if (!sweepEvery.isPositive()) {
            throw new IllegalArgumentException(
                    "coffer.payment.holds.sweep-every must be more than zero, not " + sweepEvery);
        }
        if (sweepBatch < 1 || sweepBatch > MOST_AT_ONCE) {
            throw new IllegalArgumentException(
                    "coffer.payment.holds.sweep-batch must be 1 to " + MOST_AT_ONCE + ", not " + sweepBatch);
        }
    }
}
