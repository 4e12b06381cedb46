package dev.coffer.notification.webhook;

import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The endpoints of tenants. */
interface Webhooks {

    /** How many a tenant may have. */
    int MOST = 50;

    /** @param unit null for what is committed */
    @Nullable
    Webhook find(@Nullable UnitOfWork unit, String tenantId, String id);

    /** All of the tenant's, the oldest first. @param unit null for what is committed */
    List<Webhook> all(@Nullable UnitOfWork unit, String tenantId);

    void add(UnitOfWork unit, Webhook webhook);

    /** @return false where it is not the version before this one any more */
    boolean save(UnitOfWork unit, Webhook next);

    void delete(UnitOfWork unit, String tenantId, String id);
}
