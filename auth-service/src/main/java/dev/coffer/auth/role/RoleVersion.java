package dev.coffer.auth.role;

import dev.coffer.access.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One change of a tenant's roles.
 *
 * @param number of the version that it made
 * @param changedBy id of the administrator
 */
record RoleVersion(
        String tenantId, long number, Instant changedAt, String changedBy, String reason, List<Change> changes) {

    /** A role before and after; null where the tenant had, or has, none of its own by that name. */
    record Change(
            String role, @Nullable Role before, @Nullable Role after) {}

    RoleVersion {
        changes = List.copyOf(changes);
    }
}
