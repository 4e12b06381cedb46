package dev.coffer.auth.session;

import dev.coffer.auth.token.Authentication;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The sessions of all tenants. An ended one is kept until its absolute end, so that it can be told what became of it. */
interface Sessions {

    /** The session if it goes on; null when it ended or never was. */
    @Nullable
    RefreshFamily find(UnitOfWork unit, String tenantId, String sessionId);

    /** The same outside a transaction: what it says may be over already. */
    @Nullable
    RefreshFamily find(String tenantId, String sessionId);

    /** As {@link #find(String, String)}, those of them that go on. */
    List<RefreshFamily> findAll(String tenantId, Collection<String> sessionIds);

    /** @param forgetAt from then on nobody needs to know of the session */
    void insert(UnitOfWork unit, RefreshFamily family, Instant forgetAt);

    /** Saves a rotated family unless it ended or was rotated meanwhile; says whether it was saved. */
    boolean rotate(UnitOfWork unit, RefreshFamily rotated);

    /** The same for several of one tenant in a write of its own, durable when it returns; says how many were saved. */
    int rotateAll(String tenantId, List<RefreshFamily> rotated);

    /**
     * The sessions of a user that go on, the newest first.
     *
     * @param refreshedAfter those that were idle since then are left out
     */
    Connection<RefreshFamily> page(
            String tenantId, String userId, Instant refreshedAfter, PageRequest page, boolean isCounted);

    /** Notes another proof of who the user is; says whether the session goes on. */
    boolean raise(UnitOfWork unit, String tenantId, String sessionId, Authentication authentication);

    /** Ends the session if it goes on; says whether it did. */
    boolean end(UnitOfWork unit, String tenantId, String sessionId, EndReason reason, Instant now);

    /**
     * Ends the sessions of a user that go on.
     *
     * @param exceptSessionId the one to leave alone, null for none
     * @return the ids of those that were ended
     */
    List<String> endAll(
            UnitOfWork unit,
            String tenantId,
            String userId,
            @Nullable String exceptSessionId,
            EndReason reason,
            Instant now);
}
