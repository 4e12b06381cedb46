package dev.coffer.core.store;

import java.time.Duration;

/**
 * Limits of data migrations.
 *
 * @param rowsPerBatch most rows of one transaction
 * @param lease how long a process that no longer works keeps the others from going on; a batch must take less
 * @param lookEvery how often a process that waits for another one looks again
 * @param retryEvery the wait before a failed migration is tried again
 */
public record MigrationLimits(int rowsPerBatch, Duration lease, Duration lookEvery, Duration retryEvery) {

    public static final MigrationLimits DEFAULT =
            new MigrationLimits(500, Duration.ofSeconds(20), Duration.ofMillis(500), Duration.ofSeconds(30));

    public MigrationLimits {
        if (rowsPerBatch < 1) {
            throw new IllegalArgumentException("rowsPerBatch must be at least 1: " + rowsPerBatch);
        }
        if (lease.compareTo(Duration.ofSeconds(1)) < 0) {
            throw new IllegalArgumentException("lease must be at least 1 s: " + lease);
        }
    }
}
