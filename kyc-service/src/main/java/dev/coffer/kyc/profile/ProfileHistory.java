package dev.coffer.kyc.profile;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;

/** What became of profiles, line by line. Nothing is changed or taken away while the user stays. */
interface ProfileHistory {

    void append(UnitOfWork unit, String tenantId, String userId, ProfileEntry entry);

    /** Newest first. */
    Connection<ProfileEntry> of(String tenantId, String userId, PageRequest request);

    /** What was typed, of a user who has left; what was done, by whom and when stays. */
    void forgetTexts(UnitOfWork unit, String tenantId, String userId);

    /** All of a user whose registration is undone. */
    void delete(UnitOfWork unit, String tenantId, String userId);
}
