package dev.coffer.auth.user;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Rule;
import dev.coffer.access.Urn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which roles reach further than others: held roles cover another role when each of its grants, inherited ones included, lies
 * within one of theirs that applies always and has no lower priority. Whoever holds a role that denies something covers nothing:
 * the role that they would give may lack that denial. A role that some condition asks for changes what other roles permit, so
 * only grants of everything cover it.
 */
public final class RoleReach {

    private static final Urn EVERYTHING = Urn.parse("*:*:all");

    private final Map<String, Reach> byRole = new HashMap<>();
    private final Rule everything;

    private record Reach(List<Rule> grants, boolean hasDenials, boolean isAskedFor) {}

    RoleReach(Policy policy) {
        everything = new Rule("everything", Rule.Effect.GRANT, EVERYTHING, highestPriority(policy), null);
        Set<String> askedFor = policy.rolesInConditions();
        for (Role role : policy.roles()) {
            List<Rule> grants = new ArrayList<>(role.grants());
            boolean hasDenials = !role.denials().isEmpty();
            boolean isAskedFor = askedFor.contains(role.name());
            for (String parent : role.inherits()) {
                // Policy lists every role after those it inherits.
                Reach inherited = reach(parent);
                grants.addAll(inherited.grants());
                hasDenials |= inherited.hasDenials();
                isAskedFor |= inherited.isAskedFor();
            }
            byRole.put(role.name(), new Reach(List.copyOf(grants), hasDenials, isAskedFor));
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
        List<Rule> own = new ArrayList<>();
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
        return wanted.grants().stream().allMatch(grant -> isWithin(grant, own))
                && (!wanted.isAskedFor() || isWithin(everything, own));
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

    private static boolean isWithin(Rule grant, List<Rule> held) {
        return held.stream()
                .anyMatch(one -> one.condition() == null
                        && one.priority() >= grant.priority()
                        && one.urn().covers(grant.urn()));
    }

    private static int highestPriority(Policy policy) {
        return policy.roles().stream()
                .flatMap(role -> role.grants().stream())
                .mapToInt(Rule::priority)
                .max()
                .orElse(0);
    }
}
