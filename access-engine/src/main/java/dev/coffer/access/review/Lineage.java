package dev.coffer.access.review;

import dev.coffer.access.Policy;
import dev.coffer.access.Role;
import dev.coffer.access.Rule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What each role of a policy inherits, near or far. */
final class Lineage {
    private final Map<String, Role> roles = new HashMap<>();
    private final Map<String, Set<String>> ancestors = new HashMap<>();

    Lineage(Policy policy) {
        for (Role role : policy.roles()) {
            roles.put(role.name(), role);
            Set<String> inherited = new LinkedHashSet<>();
            for (String parent : role.inherits()) {
                // A policy lists every role after those it inherits.
                inherited.addAll(ancestors(parent));
                inherited.add(parent);
            }
            ancestors.put(role.name(), inherited);
        }
    }

    /** Without the role itself; empty for one that the policy does not have. */
    Set<String> ancestors(String role) {
        return ancestors.getOrDefault(role, Set.of());
    }

    /** All rules that reach whoever holds the role: the inherited ones first, its own last. */
    List<Rule> rules(String role) {
        List<Rule> rules = new ArrayList<>();
        ancestors(role).forEach(ancestor -> rules.addAll(ownRules(ancestor)));
        rules.addAll(ownRules(role));
        return rules;
    }

    private List<Rule> ownRules(String role) {
        Role stating = roles.get(role);
        return stating == null ? List.of() : stating.rules();
    }
}
