package dev.coffer.auth.code;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The codes of users that still count. */
public interface PendingCodes {

    /** A user's, the newest first. @param isCounted whether the total is wanted */
    Connection<PendingCode> page(String tenantId, String userId, Instant now, PageRequest page, boolean isCounted);

    /** Makes a code of the user count no more. @return the code as it was, or null where the user has none such */
    @Nullable
    PendingCode revoke(UnitOfWork unit, String tenantId, String userId, String id, Instant now);
}
