package dev.coffer.auth.audit;

import dev.coffer.auth.audit.SealedEntry.Link;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The entries of all tenants; every question names the tenant. */
interface AuditLog {

    /** Adds an entry, which is not chained yet. */
    void insert(UnitOfWork unit, AuditEntry entry);

    /** Erases what stands beside the chain in entries about a user. */
    void eraseAsides(UnitOfWork unit, String tenantId, String subjectId);

    /** The first tenant in the order of their names, after the one given, that has entries to chain; null where there is none. */
    @Nullable
    String tenantToSeal(@Nullable String after);

    /** Entries of the tenant that are committed and not chained, the oldest first. */
    List<AuditEntry> unsealed(UnitOfWork unit, String tenantId, int most);

    /** The end of the tenant's chain. */
    Link head(UnitOfWork unit, String tenantId);

    /**
     * Chains entries: gives them their places, and the chain its new end.
     *
     * @param before the end that they follow
     * @param links one for each entry
     * @throws SealedElsewhere where somebody else chained meanwhile; ends the transaction it is thrown in
     */
    void seal(UnitOfWork unit, Link before, List<AuditEntry> entries, List<Link> links);

    /** Chained entries from a place on, in the order of the chain. */
    List<SealedEntry> chained(String tenantId, long fromSeq, int most);

    /**
     * In the order of their times, for an export in parts.
     *
     * @param after the end cursor of the part before; null for the start
     */
    Connection<SealedEntry> part(String tenantId, AuditFilter filter, int most, @Nullable String after);

    /** The newest first. */
    Connection<SealedEntry> page(String tenantId, AuditFilter filter, PageRequest page, boolean isCounted);

    /** Another replica chained the same entries, or others before them. */
    final class SealedElsewhere extends RuntimeException {

        private static final long serialVersionUID = 1L;

        SealedElsewhere() {
            super("the chain has gone on", null, false, false);
        }
    }
}
