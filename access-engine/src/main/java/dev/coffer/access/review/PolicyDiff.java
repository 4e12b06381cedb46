package dev.coffer.access.review;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Rule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What becomes different when one policy takes the place of another.
 *
 * @param changes what was written differently
 * @param reach what that means for who holds a role, one entry for each role for which it means anything
 */
public record PolicyDiff(List<Change> changes, List<ReachChange> reach) {
    /** One difference in the text of a policy. */
    public sealed interface Change {
        record RoleAdded(Role role) implements Change {}

        record RoleRemoved(Role role) implements Change {}

        record InheritanceChanged(String role, List<String> before, List<String> after) implements Change {}

        record RuleAdded(Rule rule) implements Change {}

        record RuleRemoved(Rule rule) implements Change {}

        /** The same role grants, or denies, the same URN with another priority or condition. */
        record RuleChanged(Rule before, Rule after) implements Change {}
    }

    /**
     * What a role gains and loses, inherited rules included and idle ones left out: a grant that a denial overrides or a
     * broader grant covers is neither gained nor lost. Where neither a grant is lost nor a denial gained nor a role
     * inherited differently, whoever holds only this role is permitted all that they were.
     *
     * @param inherited roles that it inherits now and did not; conditions may ask for them
     * @param disinherited roles that it inherited and does not now
     */
    public record ReachChange(
            String role,
            List<Rule> gainedGrants,
            List<Rule> lostGrants,
            List<Rule> gainedDenials,
            List<Rule> lostDenials,
            Set<String> inherited,
            Set<String> disinherited) {
        boolean isEmpty() {
            return gainedGrants.isEmpty()
                    && lostGrants.isEmpty()
                    && gainedDenials.isEmpty()
                    && lostDenials.isEmpty()
                    && inherited.isEmpty()
                    && disinherited.isEmpty();
        }
    }

    public PolicyDiff {
        changes = List.copyOf(changes);
        reach = List.copyOf(reach);
    }

    public static PolicyDiff between(Policy before, Policy after) {
        Map<String, Role> old = byName(before);
        Map<String, Role> current = byName(after);
        Set<String> names = new LinkedHashSet<>(old.keySet());
        names.addAll(current.keySet());
        Lineage lineageBefore = new Lineage(before);
        Lineage lineageAfter = new Lineage(after);
        List<Change> changes = new ArrayList<>();
        List<ReachChange> reach = new ArrayList<>();
        for (String name : names) {
            addChanges(old.get(name), current.get(name), changes);
            ReachChange change = reachChange(name, lineageBefore, lineageAfter);
            if (!change.isEmpty()) {
                reach.add(change);
            }
        }
        return new PolicyDiff(changes, reach);
    }

    /** Whether the policies are the same. */
    public boolean isEmpty() {
        return changes.isEmpty();
    }

    private static Map<String, Role> byName(Policy policy) {
        Map<String, Role> roles = new LinkedHashMap<>();
        policy.roles().forEach(role -> roles.put(role.name(), role));
        return roles;
    }

    private static void addChanges(@Nullable Role old, @Nullable Role current, List<Change> changes) {
        if (old == null || current == null) {
            if (current != null) {
                changes.add(new Change.RoleAdded(current));
            } else if (old != null) {
                changes.add(new Change.RoleRemoved(old));
            }
            return;
        }
        if (!old.inherits().equals(current.inherits())) {
            changes.add(new Change.InheritanceChanged(old.name(), old.inherits(), current.inherits()));
        }
        List<Rule> removed = without(old.rules(), current.rules());
        for (Rule added : without(current.rules(), old.rules())) {
            Rule changed = removed.stream()
                    .filter(rule ->
                            rule.effect() == added.effect() && rule.urn().equals(added.urn()))
                    .findFirst()
                    .orElse(null);
            removed.remove(changed);
            changes.add(changed == null ? new Change.RuleAdded(added) : new Change.RuleChanged(changed, added));
        }
        removed.forEach(rule -> changes.add(new Change.RuleRemoved(rule)));
    }

    /** Each as often as it is there more often than in the other. */
    private static List<Rule> without(List<Rule> rules, List<Rule> others) {
        Map<Rule, Integer> counts = new LinkedHashMap<>();
        others.forEach(rule -> counts.merge(rule, 1, Integer::sum));
        List<Rule> rest = new ArrayList<>();
        for (Rule rule : rules) {
            if (counts.merge(rule, -1, Integer::sum) < 0) {
                rest.add(rule);
            }
        }
        return rest;
    }

    private static ReachChange reachChange(String role, Lineage before, Lineage after) {
        Coverage old = new Coverage(before.rules(role));
        Coverage current = new Coverage(after.rules(role));
        List<Rule> oldGrants = old.effective(Rule.Effect.GRANT);
        List<Rule> grants = current.effective(Rule.Effect.GRANT);
        List<Rule> oldDenials = old.effective(Rule.Effect.DENIAL);
        List<Rule> denials = current.effective(Rule.Effect.DENIAL);
        return new ReachChange(
                role,
                beyond(grants, oldGrants),
                beyond(oldGrants, grants),
                beyond(denials, oldDenials),
                beyond(oldDenials, denials),
                minus(after.ancestors(role), before.ancestors(role)),
                minus(before.ancestors(role), after.ancestors(role)));
    }

    private static List<Rule> beyond(List<Rule> rules, List<Rule> others) {
        Coverage coverage = new Coverage(others);
        return rules.stream().filter(rule -> coverage.covering(rule) == null).toList();
    }

    private static Set<String> minus(Set<String> names, Set<String> others) {
        Set<String> rest = new LinkedHashSet<>(names);
        rest.removeAll(others);
        return rest;
    }
}
