package dev.coffer.auth.apikey;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The keys that were given out. A key that is revoked is found no more, but for those who look into the database. */
interface ApiKeys {

    /** Of whichever tenant: who presents a key says no more than the key. */
    @Nullable
    ApiKey findByPrefix(String prefix);

    @Nullable
    ApiKey find(UnitOfWork unit, String tenantId, String id);

    /** Those of one user, at most as many as a user may have. */
    List<ApiKey> all(UnitOfWork unit, String tenantId, String userId);

    /**
     * A page of a user's keys, the newest first.
     *
     * @param isCounted whether the total is wanted
     */
    Connection<ApiKey> page(String tenantId, String userId, PageRequest page, boolean isCounted);

    void insert(UnitOfWork unit, ApiKey key);

    /** Has keys found no more. @param by who did it */
    void revoke(UnitOfWork unit, String tenantId, List<String> ids, String by, Instant now);

    /** Writes down that the key was used, unless that was done within the last minute. */
    void used(ApiKey key, Instant now);
}
