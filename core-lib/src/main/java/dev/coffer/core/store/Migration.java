package dev.coffer.core.store;

import java.util.regex.Pattern;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A change of data that is there already. Every bean of this type is applied once to each database, in the order of the ids, in
 * batches that survive a crash: see docs/operations.md, "Data migrations".
 *
 * @param id unique in the service, sortable, never changed or used again: "2026-11-20-wallet-category"
 * @param version raised when the work below is changed after it may have run somewhere
 * @param phase when it may run
 * @param description what it does, for operators
 * @param work does one batch
 */
public record Migration(String id, int version, Phase phase, String description, Work work) {

    private static final Pattern ID = Pattern.compile("[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9-]{1,80}");

    /** Which half of a change it is. */
    public enum Phase {
        /** Adds what the new code needs and the old code does not mind. Runs at the start; the service is not ready before. */
        EXPAND,
        /** Removes what only older code needs. Runs when an operator says that no older code is left. */
        CONTRACT
    }

    /** Does one batch of a migration. Whatever it keeps between batches is in the position. */
    @FunctionalInterface
    public interface Work {

        /**
         * Does at most the given number of rows inside the transaction and says how far it came.
         *
         * @param position what the batch before answered, null for the first
         * @param rows most rows to change in this batch
         */
        Progress apply(UnitOfWork unit, @Nullable Document position, int rows);
    }

    /**
     * What a batch came to.
     *
     * @param rows that it changed
     * @param position from where the next one goes on; null where this was the last
     */
    public record Progress(long rows, @Nullable Document position) {

        public static Progress done(long rows) {
            return new Progress(rows, null);
        }

        public static Progress upTo(Document position, long rows) {
            return new Progress(rows, position);
        }
    }

    public Migration {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("a migration's id must look like 2026-11-20-wallet-category: " + id);
        }
        if (version < 1) {
            throw new IllegalArgumentException("version of " + id + " must be at least 1: " + version);
        }
    }

    public static Migration expand(String id, String description, Work work) {
        return new Migration(id, 1, Phase.EXPAND, description, work);
    }

    public static Migration contract(String id, String description, Work work) {
        return new Migration(id, 1, Phase.CONTRACT, description, work);
    }

    public Migration withVersion(int changed) {
        return new Migration(id, changed, phase, description, work);
    }

    @Override
    public String toString() {
        return id + " v" + version;
    }
}
