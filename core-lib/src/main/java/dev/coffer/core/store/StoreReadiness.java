package dev.coffer.core.store;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import org.jspecify.annotations.Nullable;

/**
 * Whether this service's database has the indexes that its promises rest on. A service starts also while its store is away; until
 * the unique indexes are known to be there nothing may be written, because it could be written twice.
 */
public final class StoreReadiness {

    private static final String NOT_LOOKED = "its indexes are not there yet";

    /** Null where nothing is in the way. */
    private volatile @Nullable String problem;

    private volatile IndexReport indexes = IndexReport.EMPTY;

    private StoreReadiness(@Nullable String problem) {
        this.problem = problem;
    }

    /** Not ready until {@link IndexesAtStart} says so. */
    public static StoreReadiness pending() {
        return new StoreReadiness(NOT_LOOKED);
    }

    /** For assemblies that create their indexes themselves. */
    public static StoreReadiness ready() {
        return new StoreReadiness(null);
    }

    public boolean isReady() {
        return problem == null;
    }

    /** What is in the way, for operators; null where nothing is. */
    public @Nullable String problem() {
        return problem;
    }

    /** How the indexes compared with their declarations at the last look. */
    public IndexReport indexes() {
        return indexes;
    }

    void markReady() {
        problem = null;
    }

    void refuse(String why) {
        problem = why;
    }

    void seen(IndexReport report) {
        indexes = report;
    }

    /** @throws CodedException UNAVAILABLE while the indexes are not there */
    void require() {
        if (problem != null) {
            throw new CodedException(
                    CommonError.UNAVAILABLE, "The database is not ready yet. Retry in a moment, nothing was written.");
        }
    }
}
