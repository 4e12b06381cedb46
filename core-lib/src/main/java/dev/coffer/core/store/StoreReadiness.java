package dev.coffer.core.store;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;

/**
 * Whether this service's database has the indexes that its promises rest on. A service starts also while its store is away; until
 * the unique indexes are known to be there nothing may be written, because it could be written twice.
 */
public final class StoreReadiness {

    private volatile boolean isReady;

    private StoreReadiness(boolean isReady) {
        this.isReady = isReady;
    }

    /** Not ready until {@link IndexesAtStart} says so. */
    public static StoreReadiness pending() {
        return new StoreReadiness(false);
    }

    /** For assemblies that create their indexes themselves. */
    public static StoreReadiness ready() {
        return new StoreReadiness(true);
    }

    public boolean isReady() {
        return isReady;
    }

    void markReady() {
        isReady = true;
    }

    /** @throws CodedException UNAVAILABLE while the indexes are not there */
    void require() {
        if (!isReady) {
            throw new CodedException(
                    CommonError.UNAVAILABLE, "The database is not ready yet. Retry in a moment, nothing was written.");
        }
    }
}
