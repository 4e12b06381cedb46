package dev.coffer.kyc.screening.list;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Imports of lists, as last committed. A method with a holder changes nothing, and says so, where somebody else has the import by now. */
interface SanctionsImports {

    /** @return false where another import of this list is under way */
    boolean begin(SanctionsImport fresh);

    /** Ends those of all tenants whose file did not come in time. */
    void expire(Instant now);

    @Nullable
    SanctionsImport find(String tenantId, String id);

    /** Newest first. */
    Connection<SanctionsImport> ofTenant(String tenantId, PageRequest request);

    List<SanctionsImport> inForce(String tenantId);

    /** The file is there as a whole; false where another one was there first, or nobody waits for it. */
    boolean uploaded(String tenantId, String id, String upload, Instant now);

    /** Takes up one that is to be read and that nobody reads; null where there is none. */
    @Nullable
    SanctionsImport take(String holder, Instant now, Duration lease);

    /** Notes how far it is read; false where it is somebody else's. */
    boolean progress(UnitOfWork unit, SanctionsImport now, String holder, Instant leaseUntil);

    /** In place of the version before. Only after {@link #progress} in the same transaction. */
    void enforce(UnitOfWork unit, SanctionsImport read, String holder, Instant now);

    boolean fail(SanctionsImport read, String holder, String problem, Instant now);

    /** Some of all tenants that ended before then, and of which something is still stored. */
    List<SanctionsImport> leftBehind(Instant before, int limit);

    /** Nothing of it is stored any more but that it was. */
    void cleared(SanctionsImport ended);
}
