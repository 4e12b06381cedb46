package dev.coffer.auth.role;

import dev.coffer.access.Role;

/**
 * A role of a tenant as it is.
 *
 * @param roles all of the tenant's, read together with it
 */
record RoleState(Role role, TenantRoles roles, RoleFindings findings) {}
