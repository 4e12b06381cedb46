package dev.coffer.kyc.person;

import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** The personal data as last committed. What belongs to another tenant is not there. */
public interface Persons {

    @Nullable
    PersonalData find(String tenantId, String userId);

    /** In place of what was there. */
    void save(UnitOfWork unit, String tenantId, String userId, PersonalData data);

    /** Deletes it, or does nothing when there is none. */
    void delete(UnitOfWork unit, String tenantId, String userId);
}
