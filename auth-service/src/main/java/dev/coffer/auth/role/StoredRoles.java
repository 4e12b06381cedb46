package dev.coffer.auth.role;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** The roles that tenants have of their own, with all their versions. */
interface StoredRoles {

    /** A tenant's roles and which change of all tenants' made them. */
    record Revised(long revision, TenantRoles roles) {}

    /** {@link TenantRoles#none} for a tenant that never changed any. */
    TenantRoles find(String tenantId);

    TenantRoles find(UnitOfWork unit, String tenantId);

    /** Saves the next version; false when another change came first, and then nothing was saved. */
    boolean save(UnitOfWork unit, TenantRoles next, RoleVersion version);

    /** The newest first. */
    Connection<RoleVersion> history(String tenantId, PageRequest page);

    /** Counts the changes of all tenants, in the order in which they were committed; 0 before the first. */
    long revision();

    /** Those of tenants that changed after this revision. */
    List<Revised> changedSince(long revision);
}
