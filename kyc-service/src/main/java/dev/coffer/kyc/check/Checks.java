package dev.coffer.kyc.check;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The checks as last committed. What belongs to another tenant is not there. */
interface Checks {

    @Nullable
    Check find(UnitOfWork unit, String tenantId, String checkId);

    /** Of any tenant: a reference names one check. */
    @Nullable
    Check findByReference(String reference);

    /** A user's, newest first. */
    Connection<Check> ofUser(String tenantId, String userId, PageRequest request);

    /** The newest of a user's, the last one first. */
    List<Check> newest(UnitOfWork unit, String tenantId, String userId, int limit);

    /** @param dueAt when a pending one is to be taken up next */
    void save(UnitOfWork unit, Check check, Instant dueAt);

    /**
     * Leaves one that was taken up until {@code dueAt}, with no attempts counted. Does nothing where somebody has made it due meanwhile.
     *
     * @param takenUntil as it was taken up
     */
    void rest(UnitOfWork unit, Check.Pending check, Instant takenUntil, Instant dueAt);

    /** Makes a pending one due. */
    void hurry(Check.Subject subject, Instant now);

    void deleteAll(UnitOfWork unit, String tenantId, String userId);

    /** Takes up what is due, of all tenants: nobody else gets it before {@code until}. The attempt is counted. */
    List<Check.Pending> takeUp(Instant now, Instant until, int limit);
}
