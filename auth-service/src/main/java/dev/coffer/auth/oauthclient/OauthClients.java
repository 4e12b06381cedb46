package dev.coffer.auth.oauthclient;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The applications of all tenants; every question names the tenant. */
public interface OauthClients {

    @Nullable
    OauthClient find(String tenantId, String id);

    @Nullable
    OauthClient find(UnitOfWork unit, String tenantId, String id);

    /** Those of {@code ids} that exist, in no order. */
    List<OauthClient> findAll(String tenantId, Collection<String> ids);

    /** The tenant's, the newest first. */
    Connection<OauthClient> page(String tenantId, PageRequest page, boolean isCounted);

    void insert(UnitOfWork unit, OauthClient client);

    /** Saves a changed one unless somebody else changed it since it was read; says whether it was saved. */
    boolean replace(UnitOfWork unit, OauthClient changed);

    void delete(UnitOfWork unit, OauthClient client);
}
