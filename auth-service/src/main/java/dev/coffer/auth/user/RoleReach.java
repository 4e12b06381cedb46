package dev.coffer.auth.user;

import dev.coffer.access.Policy;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** {@link PolicyReach} by the roles that the tenant has at this moment. */
public final class RoleReach {

    private final RolesInForce roles;
    private final Map<String, Known> known = new ConcurrentHashMap<>();

    private record Known(Policy policy, PolicyReach reach) {}

    RoleReach(RolesInForce roles) {
        this.roles = roles;
    }

    boolean isKnown(String tenantId, String role) {
        return of(tenantId).isKnown(role);
    }

    /** Whether somebody of the tenant who holds {@code held} may give {@code role} to another. False for a role that nobody knows. */
    public boolean covers(String tenantId, Set<String> held, String role) {
        return of(tenantId).covers(held, role);
    }

    /** Whether somebody of the tenant who holds {@code held} may decide about a user with {@code roles}. */
    public boolean coversAll(String tenantId, Set<String> held, Set<String> roles) {
        PolicyReach reach = of(tenantId);
        return roles.stream().allMatch(role -> reach.reaches(held, role));
    }

    private PolicyReach of(String tenantId) {
        Policy policy = roles.policy(tenantId);
        Known found = known.get(tenantId);
        if (found == null || found.policy() != policy) {
            found = new Known(policy, new PolicyReach(policy));
            known.put(tenantId, found);
        }
        return found.reach();
    }
}
