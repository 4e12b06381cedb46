package dev.coffer.payment.intent;

import java.time.Duration;

/**
 * @param lease how long one replica has an intent to itself; longer than the ledger takes
 * @param patience how long a repeat waits for the first to come to a rest before it answers how it stands
 * @param sweepEvery how often intents that are due are looked for
 * @param sweepBatch how many are taken up in one sweep
 * @param pause before a step that failed is tried again
 * @param defaultTime how long money is set aside where the client does not say
 * @param longestTime how long it can be set aside at most
 */
record IntentSettings(
        Duration lease,
        Duration patience,
        Duration sweepEvery,
        int sweepBatch,
        Duration pause,
        Duration defaultTime,
        Duration longestTime) {

    private static final int MOST_AT_ONCE = 1_000;

    IntentSettings {
        requirePositive("lease", lease);
        requirePositive("patience", patience);
        requirePositive("sweep-every", sweepEvery);
        requirePositive("pause", pause);
        requirePositive("default-time", defaultTime);
        if (longestTime.compareTo(defaultTime) < 0) {
            throw new IllegalArgumentException("longest-time " + longestTime + " is below default-time " + defaultTime);
        }
        if (sweepBatch < 1 || sweepBatch > MOST_AT_ONCE) {
            throw new IllegalArgumentException("sweep-batch must be 1 to " + MOST_AT_ONCE + ", not " + sweepBatch);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException(
                    "coffer.payment.intents." + name + " must be more than zero, not " + value);
        }
    }
}
