package dev.coffer.access;

import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Counter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

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

    /** What conditions of this policy count: a context that lacks one of these counts leaves them unknown. */
    public Set<Counter> counters() {
        Set<Counter> counters = new LinkedHashSet<>();
        forEachCondition(condition -> {
            if (condition instanceof Condition.Rate rate) {
                counters.add(rate.counter());
            }
        });
        return counters;
    }

    /** The roles that conditions ask for: to give somebody one of these changes what their other roles permit. */
    public Set<String> rolesInConditions() {
        Set<String> names = new LinkedHashSet<>();
        forEachCondition(condition -> {
            switch (condition) {
                case Condition.HasRole has -> names.add(has.role());
                case Condition.HasAnyRole has -> names.addAll(has.roles());
                case Condition.HasAllRoles has -> names.addAll(has.roles());
                default -> {}
            }
        });
        return names;
    }

    /**
     * The structure that answers.
     *
     * @throws IllegalArgumentException when inheritance multiplies the rules beyond {@link #MAX_EFFECTIVE_RULES}
     */
    public CompiledPolicy compile() {
        return new PolicyCompiler(rolesParentsFirst).compile();
    }

    /** Whether both have the same roles, in whatever order. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Policy that && rolesParentsFirst.equals(that.rolesParentsFirst);
    }

    @Override
    public int hashCode() {
        return rolesParentsFirst.hashCode();
    }

    private void forEachCondition(Consumer<Condition> action) {
        for (Role role : rolesParentsFirst.values()) {
            for (Rule rule : role.rules()) {
                if (rule.condition() != null) {
                    visit(rule.condition(), action);
                }
            }
        }
    }

    private static void visit(Condition condition, Consumer<Condition> action) {
        action.accept(condition);
        condition.parts().forEach(part -> visit(part, action));
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
