package dev.coffer.auth.role;

import dev.coffer.access.Role;
import java.util.List;

/**
 * What somebody wants to have changed.
 *
 * @param expectedVersion the version of the tenant's roles that it was made up from
 * @param reason one line for the history
 * @param isDryRun whether only its consequences are asked for
 */
record RoleChange(What what, long expectedVersion, String reason, boolean isDryRun) {

    /** Which roles. */
    sealed interface What {

        record Save(Role role) implements What {}

        record Delete(String name) implements What {}

        /** @param roles of a set, which must not stand in the way of the tenant's own */
        record Adopt(List<Role> roles) implements What {
            public Adopt {
                roles = List.copyOf(roles);
            }
        }
    }
}
