package dev.coffer.kyc.person;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The personal data as last committed. What belongs to another tenant is not there. */
public interface Persons {

    @Nullable
    PersonalData find(String tenantId, String userId);

    /** In place of what was there. */
    void save(UnitOfWork unit, String tenantId, String userId, PersonalData data);

    /** Of whom there is some, in the order of their ids. @param after the last one of before; null at the beginning */
    List<String> usersAfter(String tenantId, @Nullable String after, int limit);

    /** Deletes it, or does nothing when there is none. */
    void delete(UnitOfWork unit, String tenantId, String userId);
}
