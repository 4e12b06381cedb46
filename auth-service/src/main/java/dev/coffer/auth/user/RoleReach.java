package dev.coffer.auth.user;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Urn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which roles reach further than others: held roles cover another role when each of its grants, inherited ones included, lies
 * within one of theirs. Whoever holds a role that denies something covers nothing: the role that they would give may lack that
 * denial.
 */
public final class RoleReach {

    private static final Set<String> ANY_TARGET = Set.of("all", "*");
    private static final String ANY = "*";

    private final Map<String, Reach> byRole = new HashMap<>();

    private record Reach(List<Urn> grants, boolean hasDenials) {}

    RoleReach(Policy policy) {
        for (Role role : policy.roles()) {
            List<Urn> grants =
                    new ArrayList<>(role.grants().stream().map(Urn::parse).toList());
            boolean hasDenials = !role.denials().isEmpty();
            for (String parent : role.inherits()) {
                // Policy lists every role after those it inherits.
                Reach inherited = reach(parent);
                grants.addAll(inherited.grants());
                hasDenials |= inherited.hasDenials();
            }
            byRole.put(role.name(), new Reach(List.copyOf(grants), hasDenials));
        }
    }

    boolean isKnown(String role) {
        return byRole.containsKey(role);
    }

    /** Whether somebody who holds {@code held} may give {@code role} to another. False for a role that nobody knows. */
    boolean covers(Set<String> held, String role) {
        Reach wanted = byRole.get(role);
        if (wanted == null) {
            return false;
        }
        List<Urn> own = new ArrayList<>();
        for (String name : held) {
            Reach reach = byRole.get(name);
            if (reach == null) {
                continue;
            }
            if (reach.hasDenials()) {
                return false;
            }
            own.addAll(reach.grants());
        }
        return wanted.grants().stream().allMatch(urn -> own.stream().anyMatch(grant -> isWithin(urn, grant)));
    }

    /** Whether somebody who holds {@code held} may decide about a user with {@code roles}. */
    public boolean coversAll(Set<String> held, Set<String> roles) {
        return roles.stream().allMatch(role -> covers(held, role));
    }

    private Reach reach(String role) {
        Reach reach = byRole.get(role);
        if (reach == null) {
            throw new IllegalArgumentException("The policy lists a role before " + role + ", which it inherits");
        }
        return reach;
    }

    private static boolean isWithin(Urn urn, Urn grant) {
        return isWithin(urn.resource(), grant.resource())
                && isWithin(urn.action(), grant.action())
                && (ANY_TARGET.contains(grant.target()) || grant.target().equals(urn.target()));
    }

    private static boolean isWithin(String name, String pattern) {
        return pattern.equals(ANY) || pattern.equals(name);
    }
}
