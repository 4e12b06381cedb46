package dev.coffer.core.permission;

import dev.coffer.access.Policy;

/**
 * A policy that a tenant made its own.
 *
 * @param version counts the tenant's changes, from 1; the higher is the newer
 * @param policy all of its roles, those that it has not changed too
 */
public record TenantPolicy(String tenantId, long version, Policy policy) {

    public TenantPolicy {
        if (tenantId.isBlank() || version < 1) {
            throw new IllegalArgumentException("A policy needs a tenant and a version from 1, not " + version);
        }
    }
}
