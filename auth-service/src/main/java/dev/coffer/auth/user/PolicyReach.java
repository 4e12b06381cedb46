package dev.coffer.auth.user;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Rule;
import dev.coffer.access.Urn;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which roles of a policy reach further than others: held roles cover another role when each of its grants, inherited ones included,
 * lies within one of theirs that applies always and has no lower priority. Whoever holds a role that denies something covers
 * nothing: the role that they would give may lack that denial. A role that some condition asks for changes what other roles
 * permit, and one with denials takes from whoever gets it, so only a grant of everything covers these. Whom everything is granted always and nothing is denied covers all there is,
 * whatever its priority: nobody stands above them whose denials they could outrank.
 */
public final class PolicyReach {

    private static final Urn EVERYTHING = Urn.parse("*:*:all");

    private final Map<String, Reach> byRole = new HashMap<>();

    /**
     * What a role comes to, whether it says so itself or by what it inherits.
     *
     * @param asked the roles among itself and those it inherits that conditions ask for
     */
    public record Reach(Set<Rule> grants, Set<Rule> denials, Set<String> asked) {}

    public PolicyReach(Policy policy) {
        this(policy, policy.rolesInConditions());
    }

    /** @param asked the roles that conditions ask for, in this policy or in another that it is compared with */
    public PolicyReach(Policy policy, Set<String> asked) {
        for (Role role : policy.roles()) {
            Set<Rule> grants = new LinkedHashSet<>(role.grants());
            Set<Rule> denials = new LinkedHashSet<>(role.denials());
            Set<String> askedFor = new LinkedHashSet<>(asked.contains(role.name()) ? Set.of(role.name()) : Set.of());
            for (String parent : role.inherits()) {
                // Policy lists every role after those it inherits.
                Reach inherited = reach(parent);
                grants.addAll(inherited.grants());
                denials.addAll(inherited.denials());
                askedFor.addAll(inherited.asked());
            }
            byRole.put(role.name(), new Reach(grants, denials, askedFor));
        }
    }

    /** What somebody who holds some roles may give to others and take from them. */
    public static final class Mandate {

        private final List<Rule> grants;
        private final boolean isForEverything;

        private Mandate(List<Rule> grants) {
            this.grants = grants;
            this.isForEverything = grants.stream()
                    .anyMatch(one -> one.condition() == null && one.urn().covers(EVERYTHING));
        }

        /** Whether there is nothing that they may not give or take. */
        public boolean isForEverything() {
            return isForEverything;
        }

        /** Whether they may give the role, take it, or change what it says. */
        public boolean covers(Reach reach) {
            return isForEverything || (reach.denials().isEmpty() && reaches(reach));
        }

        /** Whether who holds the role may do nothing that they may not. */
        boolean reaches(Reach reach) {
            return isForEverything
                    || (reach.asked().isEmpty() && reach.grants().stream().allMatch(this::includes));
        }

        private boolean includes(Rule grant) {
            return grants.stream()
                    .anyMatch(one -> one.condition() == null
                            && one.priority() >= grant.priority()
                            && one.urn().covers(grant.urn()));
        }
    }

    public Mandate mandate(Set<String> held) {
        List<Rule> own = new ArrayList<>();
        for (String name : held) {
            Reach reach = byRole.get(name);
            if (reach != null && !reach.denials().isEmpty()) {
                return new Mandate(List.of());
            }
            own.addAll(reach == null ? Set.of() : reach.grants());
        }
        return new Mandate(List.copyOf(own));
    }

    /** Null for a role that the policy does not have. */
    public @Nullable Reach find(String role) {
        return byRole.get(role);
    }

    boolean isKnown(String role) {
        return byRole.containsKey(role);
    }

    boolean covers(Set<String> held, String role) {
        Reach wanted = byRole.get(role);
        return wanted != null && mandate(held).covers(wanted);
    }

    /** Whether they may decide about a user with that role. */
    boolean reaches(Set<String> held, String role) {
        Reach wanted = byRole.get(role);
        return wanted != null && mandate(held).reaches(wanted);
    }

    private Reach reach(String role) {
        Reach reach = byRole.get(role);
        if (reach == null) {
            throw new IllegalArgumentException("The policy lists a role before " + role + ", which it inherits");
        }
        return reach;
    }
}
