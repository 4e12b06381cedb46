package dev.coffer.auth.browser;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which cookie stands for which session, for all tenants. */
interface StoredBrowserSessions {

    /** A cookie by its digest. */
    record Stored(String digest, String tenantId, String userId, String sessionId, Instant expiresAt) {}

    @Nullable
    Stored find(String tenantId, String digest);

    void insert(UnitOfWork unit, Stored stored);

    void delete(UnitOfWork unit, String tenantId, String digest);
}
