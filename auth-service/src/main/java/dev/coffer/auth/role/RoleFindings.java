package dev.coffer.auth.role;

import dev.coffer.access.review.Finding;
import dev.coffer.access.review.PolicyLint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is probably not meant in a tenant's roles; looked for once, when it is first asked for. */
final class RoleFindings {

    private final TenantRoles roles;
    private @Nullable List<Finding> all;

    RoleFindings(TenantRoles roles) {
        this.roles = roles;
    }

    synchronized List<Finding> of(String role) {
        List<Finding> found = all;
        if (found == null) {
            found = PolicyLint.check(roles.policy());
            all = found;
        }
        return found.stream().filter(one -> one.role().equals(role)).toList();
    }
}
