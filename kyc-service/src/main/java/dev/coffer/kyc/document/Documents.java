package dev.coffer.kyc.document;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The documents as last committed. What belongs to another tenant is not there. */
interface Documents {

    /** Of one user. */
    int MOST = 500;

    @Nullable
    KycDocument find(String tenantId, String documentId);

    @Nullable
    KycDocument find(UnitOfWork unit, String tenantId, String documentId);

    /** A user's, newest first, up to {@value #MOST}. */
    List<KycDocument> ofUser(String tenantId, String userId);

    List<KycDocument> ofUser(UnitOfWork unit, String tenantId, String userId);

    /** A user's, newest first. */
    Connection<KycDocument> ofUser(String tenantId, String userId, PageRequest request);

    void save(UnitOfWork unit, KycDocument document);

    /** Deletes it, or does nothing when it is not there. */
    void delete(UnitOfWork unit, KycDocument document);

    /** Of all tenants: those that count, run out on that day or before, and whose owners were not told. */
    List<KycDocument> runningOut(LocalDate day, int limit);

    /** Of all tenants: those that counted until before that day, and are not marked so. */
    List<KycDocument> over(LocalDate today, int limit);

    /** Of all tenants: those that were announced before, and not confirmed since. */
    List<KycDocument> unconfirmed(Instant before, int limit);
}
