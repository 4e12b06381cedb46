package dev.coffer.kyc.profile;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The profiles as last committed. What belongs to another tenant is not there. */
interface KycProfiles {

    int MAX_BATCH = 1_000;

    @Nullable
    KycProfile find(String tenantId, String userId);

    /** @param userIds at most {@value #MAX_BATCH} */
    List<KycProfile> ofUsers(String tenantId, Collection<String> userIds);

    @Nullable
    KycProfile find(UnitOfWork unit, String tenantId, String userId);

    /** Saves a profile that is not there yet; does nothing when it is. */
    void open(UnitOfWork unit, KycProfile profile);

    void save(UnitOfWork unit, KycProfile profile);

    /** Deletes the profile, or does nothing when there is none. */
    void delete(UnitOfWork unit, String tenantId, String userId);

    /** When somebody was first heard of; null for nobody, and for whoever was before that was noted. */
    @Nullable
    Instant openedAt(UnitOfWork unit, String tenantId, String userId);
}
