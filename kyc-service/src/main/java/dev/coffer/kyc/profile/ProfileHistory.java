package dev.coffer.kyc.profile;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** What became of profiles, line by line. Nothing is changed or taken away while the user stays. */
interface ProfileHistory {

    void append(UnitOfWork unit, String tenantId, String userId, ProfileEntry entry);

    /** Newest first. */
    Connection<ProfileEntry> of(String tenantId, String userId, PageRequest request);

    /** The line of a request for a higher tier. @param id null for the newest @return null where the user has none, or not that one */
    @Nullable
    ProfileEntry request(String tenantId, String userId, @Nullable String id);

    /** The first such line after that one; null where there is none. */
    @Nullable
    ProfileEntry nextRequest(String tenantId, String userId, ProfileEntry before);

    /** What was typed, of a user who has left; what was done, by whom and when stays. */
    void forgetTexts(UnitOfWork unit, String tenantId, String userId);

    /** All of a user whose registration is undone. */
    void delete(UnitOfWork unit, String tenantId, String userId);
}
