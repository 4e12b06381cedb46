package dev.coffer.auth.session;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The sessions of all tenants. An ended one is kept until its absolute end, so that it can be told what became of it. */
interface Sessions {

    /** The session if it goes on; null when it ended or never was. */
    @Nullable
    RefreshFamily find(UnitOfWork unit, String tenantId, String sessionId);

    /** @param forgetAt from then on nobody needs to know of the session */
    void insert(UnitOfWork unit, RefreshFamily family, Instant forgetAt);

    /** Saves a rotated family unless it ended or was rotated meanwhile; says whether it was saved. */
    boolean rotate(UnitOfWork unit, RefreshFamily rotated);

    /** Ends the session if it goes on; says whether it did. */
    boolean end(UnitOfWork unit, String tenantId, String sessionId, EndReason reason, Instant now);

    /**
     * Ends the sessions of a user that go on.
     *
     * @param exceptSessionId the one to leave alone, null for none
     * @return how many were ended
     */
    long endAll(
            UnitOfWork unit,
            String tenantId,
            String userId,
            @Nullable String exceptSessionId,
            EndReason reason,
            Instant now);
}
