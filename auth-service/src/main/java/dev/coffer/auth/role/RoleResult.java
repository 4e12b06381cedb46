package dev.coffer.auth.role;

import dev.coffer.access.Role;
import dev.coffer.access.review.Finding;
import dev.coffer.access.review.PolicyDiff;
import dev.coffer.core.errors.RefusalCode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of a change of roles. */
sealed interface RoleResult {

    /**
     * It was made; or it would be, where only that was asked.
     *
     * @param role as it is now; null where it is gone, or where several were changed
     * @param findings about the roles that were changed
     */
    record Changed(
            TenantRoles roles, boolean isDryRun, @Nullable Role role, PolicyDiff diff, List<Finding> findings)
            implements RoleResult {
        public Changed {
            findings = List.copyOf(findings);
        }
    }

    /** @param field the input field that it is about */
    record Refused(RefusalCode code, String message, String field) implements RoleResult {}
}
