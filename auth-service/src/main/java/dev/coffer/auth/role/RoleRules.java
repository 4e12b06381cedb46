package dev.coffer.auth.role;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Rule;
import dev.coffer.access.Urn;
import dev.coffer.access.json.PolicyJson;
import dev.coffer.auth.role.RoleResult.Refused;
import dev.coffer.auth.user.PolicyReach;
import dev.coffer.auth.user.PolicyReach.Mandate;
import dev.coffer.auth.user.PolicyReach.Reach;
import dev.coffer.auth.user.UserRefusal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a tenant's roles must be like, and who may change them how far. Pure. */
final class RoleRules {

    private static final Set<String> FIXED = Set.of(BuiltInRoles.ADMIN, BuiltInRoles.TENANT_ADMIN);

    /** What administrators need to undo a change. */
    private static final List<Urn> WAYS_BACK =
            List.of(Urn.parse("role:read:all"), Urn.parse("role:save:all"), Urn.parse("role:delete:all"));

    private RoleRules() {}

    /** Why this role cannot be a tenant's, whatever the others are; null where it can. */
    static @Nullable Refused check(Role role) {
        if (FIXED.contains(role.name())) {
            return refused(RoleRefusal.ROLE_FIXED, "input.name");
        }
        if (role.rules().size() > RoleLimits.RULES) {
            boolean isByGrants = role.grants().size() > RoleLimits.RULES;
            return refused(RoleRefusal.TOO_MANY_RULES, isByGrants ? "input.grants" : "input.denials");
        }
        for (Rule denial : role.denials()) {
            if (WAYS_BACK.stream().anyMatch(way -> touches(denial.urn(), way))) {
                return new Refused(
                        RoleRefusal.ROLE_LOCKS_OUT,
                        "An administrator who holds the role could not change it back, because of " + denial.urn()
                                + ". To keep a user from everything, lock the account.",
                        "input.denials");
            }
        }
        return null;
    }

    /** For any target and under any condition: who knows what becomes of it. */
    private static boolean touches(Urn denied, Urn way) {
        Urn whole = new Urn(denied.resource(), denied.action(), "all");
        return whole.covers(way);
    }

    /** Why the role cannot inherit what it says; null where it can. */
    static @Nullable Refused checkParents(TenantRoles next, Role saved) {
        return saved.inherits().stream()
                .filter(parent -> next.find(parent) == null)
                .findFirst()
                .map(parent -> new Refused(
                        RoleRefusal.ROLE_PARENT_UNKNOWN,
                        "There is no role " + parent + " to inherit.",
                        "input.inherits"))
                .orElse(null);
    }

    /** Why these roles do not fit together; null where they do. @param field what the change is about */
    static @Nullable Refused checkTogether(TenantRoles next, String field) {
        if (next.own().size() > RoleLimits.ROLES) {
            return refused(RoleRefusal.TOO_MANY_ROLES, field);
        }
        long characters = next.own().values().stream()
                .mapToLong(role -> PolicyJson.writeRole(role).length())
                .sum();
        try {
            boolean isTooLarge = characters > RoleLimits.CHARACTERS || rules(next.policy()) > RoleLimits.RULES_IN_ALL;
            return isTooLarge ? refused(RoleRefusal.ROLES_TOO_LARGE, field) : null;
        } catch (IllegalArgumentException cycle) {
            return new Refused(RoleRefusal.ROLE_CYCLE, cycle.getMessage() + ".", field);
        }
    }

    /** Of all roles, each with those it inherits; counted and not collected, since they may be very many. */
    private static long rules(Policy policy) {
        Map<String, Long> byRole = new HashMap<>();
        long all = 0;
        for (Role role : policy.roles()) {
            long own = role.rules().size();
            for (String parent : role.inherits()) {
                own = Math.addExact(own, byRole.getOrDefault(parent, 0L));
            }
            byRole.put(role.name(), Math.min(own, RoleLimits.RULES_IN_ALL + 1L));
            all += Math.min(own, RoleLimits.RULES_IN_ALL + 1L);
        }
        return all;
    }

    /**
     * Why a caller may not make this change: whichever role comes to something else by it, be it that its parent changed, must lie
     * within what the caller was granted before, as it was and as it becomes. So nobody gives themselves or others more, nor takes
     * from those who stand above them.
     *
     * @param held the caller's roles
     * @return the name of a role that is beyond the caller; null where they may
     */
    static @Nullable String beyond(Policy before, Policy after, Set<String> held) {
        Set<String> asked = new HashSet<>(before.rolesInConditions());
        asked.addAll(after.rolesInConditions());
        PolicyReach old = new PolicyReach(before, asked);
        PolicyReach next = new PolicyReach(after, asked);
        Mandate mandate = old.mandate(held);
        Set<String> names = new TreeSet<>();
        before.roles().forEach(role -> names.add(role.name()));
        after.roles().forEach(role -> names.add(role.name()));
        return names.stream()
                .filter(name -> !mayChange(mandate, old.find(name), next.find(name)))
                .findFirst()
                .orElse(null);
    }

    private static boolean mayChange(Mandate mandate, @Nullable Reach old, @Nullable Reach next) {
        if (Objects.equals(old, next)) {
            return true;
        }
        return (old == null || mandate.covers(old)) && (next == null || mandate.covers(next));
    }

    /** Whether somebody who may change every role could not change this one back. */
    static boolean locksOut(Policy before, Policy after, Set<String> held) {
        return new PolicyReach(before).mandate(held).isForEverything()
                && !new PolicyReach(after).mandate(held).isForEverything();
    }

    static Refused beyondOwn(String role, String field) {
        return new Refused(
                UserRefusal.BEYOND_OWN_ROLES,
                "The change reaches further than your own permissions: it is about what the role " + role + " may do.",
                field);
    }

    static Refused refused(RoleRefusal code, String field) {
        return new Refused(code, code.meaning(), field);
    }
}
