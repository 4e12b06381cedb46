package dev.coffer.auth.role;

import java.util.List;

/**
 * Event {@code roles.changed}, keyed by tenant.
 *
 * @param version of the tenant's roles from now on
 * @param roles names of those that were added, changed or deleted
 * @param by id of the administrator
 */
record RolesChanged(long version, List<String> roles, String by, String reason) {

    static final String TYPE = "roles.changed";

    RolesChanged {
        roles = List.copyOf(roles);
    }
}
