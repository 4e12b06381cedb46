package dev.coffer.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Roles that fit together: unique names, every inherited role present, no cycle. Immutable. To decide, {@link #compile()}
 * it; to change it under load, compile the new one and put it where readers find it (a {@code volatile} field).
 */
public final class Policy {
    /** Most rules that all roles may have together, inherited ones counted in each heir: bounds memory. */
    public static final int MAX_EFFECTIVE_RULES = 1_000_000;

    private final Map<String, Role> rolesParentsFirst;

    private Policy(Map<String, Role> rolesParentsFirst) {
        this.rolesParentsFirst = rolesParentsFirst;
    }

    /**
     * @throws IllegalArgumentException for a name used twice, an inherited role that is missing, or a cycle, which it
     *     names as {@code a -> b -> a}
     */
    public static Policy of(List<Role> roles) {
        Map<String, Role> byName = new LinkedHashMap<>();
        for (Role role : roles) {
            if (byName.putIfAbsent(role.name(), role) != null) {
                throw new IllegalArgumentException("role \"" + role.name() + "\" is declared twice");
            }
        }
        return new Policy(Inheritance.parentsFirst(byName));
    }

    public static Builder builder() {
        return new Builder();
    }

    /** All roles, each after those it inherits. */
    public List<Role> roles() {
        return List.copyOf(rolesParentsFirst.values());
    }

    /**
     * The structure that answers.
     *
     * @throws IllegalArgumentException when inheritance multiplies the rules beyond {@link #MAX_EFFECTIVE_RULES}
     */
    public CompiledPolicy compile() {
        return new PolicyCompiler(rolesParentsFirst).compile();
    }

    /** Collects roles from several places, such as the built-in ones and a tenant's own. */
    public static final class Builder {
        private final List<Role> roles = new ArrayList<>();

        private Builder() {}

        public Builder role(Role role) {
            roles.add(role);
            return this;
        }

        public Builder roles(Collection<Role> more) {
            roles.addAll(more);
            return this;
        }

        /** @throws IllegalArgumentException as {@link Policy#of} */
        public Policy build() {
            return of(roles);
        }
    }
}
