package dev.coffer.core.store;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the ledger of migrations says of one.
 *
 * @param id as in {@link Migration#id}
 * @param version the version that ran
 * @param phase when it may run
 * @param description what it does
 * @param state how far it came
 * @param rows that were changed so far
 * @param by the process that did the last batch: host and process id
 * @param startedAt when the first batch began, null where none did
 * @param finishedAt when the last batch ended, null before that
 * @param took working time of all batches, without the pauses of a crash
 * @param error why it stands still, null where it does not
 */
public record MigrationRecord(
        String id,
        int version,
        Migration.Phase phase,
        String description,
        State state,
        long rows,
        String by,
        @Nullable Instant startedAt,
        @Nullable Instant finishedAt,
        Duration took,
        @Nullable String error) {

    /** How far a migration came. */
    public enum State {
        /** Declared; no batch is done. */
        PENDING,
        /** Some batches are done. */
        RUNNING,
        /** A batch failed; what was done before it stays done. It is tried again. */
        FAILED,
        /** All is done. */
        APPLIED
    }

    @Override
    public String toString() {
        return id + " v" + version + " " + phase + " " + state + ", " + rows + " rows"
                + (error == null ? "" : ", " + error);
    }
}
