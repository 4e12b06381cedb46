package dev.coffer.payment.ledger;

import java.time.Duration;

/**
 * The writer's limits.
 *
 * @param queued commands that may wait; more wait outside for {@code enqueueTimeout} and are then turned away
 * @param batch commands in one transaction
 * @param largeBatch commands in one transaction when more than that wait
 * @param enqueueTimeout how long a caller waits for a place in the queue
 * @param answerTimeout how long a caller waits for the outcome, enqueueing included, and so how long a command is retried; less than
 *     a request has, so that its answer says what is unknown
 * @param operationTimeout how long one operation of the store may take
 * @param retryPause the pause before the second attempt; doubles with each, with jitter
 * @param longestRetryPause where the doubling ends
 * @param cachedWallets wallets that the writer keeps in memory
 */
public record LedgerSettings(
        int queued,
        int batch,
        int largeBatch,
        Duration enqueueTimeout,
        Duration answerTimeout,
        Duration operationTimeout,
        Duration retryPause,
        Duration longestRetryPause,
        int cachedWallets) {

    public static final LedgerSettings DEFAULTS = new LedgerSettings(
            10_000,
            500,
            1_000,
            Duration.ofSeconds(2),
            Duration.ofSeconds(8),
            Duration.ofSeconds(5),
            Duration.ofMillis(2),
            Duration.ofMillis(250),
            100_000);

    /** Keeps a transaction far under MongoDB's 16 MB and 60 s. */
    private static final int MOST_IN_A_BATCH = 5_000;

    public LedgerSettings {
        requireBetween("batch", batch, 1, MOST_IN_A_BATCH);
        requireBetween("largeBatch", largeBatch, batch, MOST_IN_A_BATCH);
        requireBetween("queued", queued, largeBatch, Integer.MAX_VALUE);
        requireBetween("cachedWallets", cachedWallets, largeBatch, Integer.MAX_VALUE);
        requirePositive("enqueueTimeout", enqueueTimeout);
        requirePositive("answerTimeout", answerTimeout);
        requirePositive("operationTimeout", operationTimeout);
        requirePositive("retryPause", retryPause);
        requirePositive("longestRetryPause", longestRetryPause);
    }

    /** These settings with another time that callers wait. */
    public LedgerSettings withAnswerTimeout(Duration timeout) {
        return new LedgerSettings(
                queued,
                batch,
                largeBatch,
                enqueueTimeout,
                timeout,
                operationTimeout,
                retryPause,
                longestRetryPause,
                cachedWallets);
    }

    private static void requireBetween(String name, int value, int least, int most) {
        if (value < least || value > most) {
            throw new IllegalArgumentException(
                    "Ledger setting " + name + " must be between " + least + " and " + most + ", not " + value);
        }
    }

    private static void requirePositive(String name, Duration value) {
        if (!value.isPositive()) {
            throw new IllegalArgumentException("Ledger setting " + name + " must be more than zero, not " + value);
        }
    }
}
