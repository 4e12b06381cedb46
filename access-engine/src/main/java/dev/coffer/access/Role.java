package dev.coffer.access;

import dev.coffer.access.condition.Condition;
import dev.coffer.access.condition.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A named set of permissions.
 *
 * @param name lower-case letters, digits, {@code -} and {@code _}, unique in its policy
 * @param inherits names of the roles whose grants and denials this one takes over
 * @param rules what this role itself grants and denies, see {@link Rule}; kept with the grants first
 * @throws IllegalArgumentException naming the role and what of it is wrong
 */
public record Role(String name, List<String> inherits, List<Rule> rules) {
    public Role {
        Names.require("role", name);
        inherits = List.copyOf(inherits);
        inherits.forEach(parent -> Names.require("role \"" + name + "\" inherits, but", parent));
        for (Rule rule : rules) {
            if (!rule.role().equals(name)) {
                throw new IllegalArgumentException(
                        "role \"%s\" cannot state a rule of another: %s".formatted(name, rule));
            }
        }
        rules = Stream.concat(with(Rule.Effect.GRANT, rules).stream(), with(Rule.Effect.DENIAL, rules).stream())
                .toList();
    }

    /**
     * A role whose rules apply always.
     *
     * @param grants URNs that this role permits, see {@link Urn}
     * @param denials URNs that this role forbids, whatever any other role of the subject grants
     */
    public Role(String name, List<String> inherits, List<String> grants, List<String> denials) {
        this(
                name,
                inherits,
                Stream.concat(
                                grants.stream().map(urn -> rule(name, Rule.Effect.GRANT, urn, 0, null)),
                                denials.stream().map(urn -> rule(name, Rule.Effect.DENIAL, urn, 0, null)))
                        .toList());
    }

    /** Begins a role whose rules have conditions or priorities. */
    public static Builder named(String name) {
        return new Builder(name);
    }

    /** What this role itself grants, without what it inherits. */
    public List<Rule> grants() {
        return with(Rule.Effect.GRANT, rules);
    }

    /** What this role itself denies, without what it inherits. */
    public List<Rule> denials() {
        return with(Rule.Effect.DENIAL, rules);
    }

    private static List<Rule> with(Rule.Effect effect, List<Rule> rules) {
        return rules.stream().filter(rule -> rule.effect() == effect).toList();
    }

    private static Rule rule(String role, Rule.Effect effect, String urn, int priority, @Nullable Condition condition) {
        try {
            return new Rule(role, effect, Urn.parse(urn), priority, condition);
        } catch (IllegalArgumentException badUrn) {
            String kind = effect == Rule.Effect.GRANT ? "grant" : "denial";
            throw new IllegalArgumentException(
                    "role \"%s\", %s: %s".formatted(role, kind, badUrn.getMessage()), badUrn);
        }
    }

    /** Collects what a role inherits, grants and denies. All throw {@link IllegalArgumentException} for a bad URN. */
    public static final class Builder {
        private final String name;
        private final List<String> inherits = new ArrayList<>();
        private final List<Rule> rules = new ArrayList<>();

        private Builder(String name) {
            this.name = name;
        }

        public Builder inherits(String... parents) {
            inherits.addAll(List.of(parents));
            return this;
        }

        public Builder grant(String urn) {
            return grant(urn, 0, null);
        }

        public Builder grant(String urn, Condition condition) {
            return grant(urn, 0, condition);
        }

        /** @param condition null for always */
        public Builder grant(String urn, int priority, @Nullable Condition condition) {
            rules.add(rule(name, Rule.Effect.GRANT, urn, priority, condition));
            return this;
        }

        public Builder deny(String urn) {
            return deny(urn, 0, null);
        }

        public Builder deny(String urn, Condition condition) {
            return deny(urn, 0, condition);
        }

        /** @param condition null for always */
        public Builder deny(String urn, int priority, @Nullable Condition condition) {
            rules.add(rule(name, Rule.Effect.DENIAL, urn, priority, condition));
            return this;
        }

        public Role build() {
            return new Role(name, inherits, rules);
        }
    }
}
