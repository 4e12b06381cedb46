package dev.coffer.access;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Flattens inheritance into one table a role, so that a decision looks only at the roles that the subject names. */
final class PolicyCompiler {
    private final Map<String, Role> rolesParentsFirst;
    private final Map<String, Set<String>> lineages = new HashMap<>();
    private long effectiveRules;

    PolicyCompiler(Map<String, Role> rolesParentsFirst) {
        this.rolesParentsFirst = rolesParentsFirst;
    }

    CompiledPolicy compile() {
        Symbols symbols = new Symbols();
        Map<String, RoleTable> tables = new HashMap<>();
        for (Role role : rolesParentsFirst.values()) {
            Set<String> lineage = lineageOf(role);
            RoleTable parent = onlyParent(role, tables);
            List<Rule> rules = effectiveRulesOf(role, lineage);
            tables.put(
                    role.name(),
                    parent == null
                            ? new RoleTable(role.inherits(), Set.copyOf(lineage), rules, symbols)
                            : parent.heir(role.inherits(), Set.copyOf(lineage)));
        }
        return new CompiledPolicy(tables, symbols);
    }

    /** The table that says all that the role's own would; or null. Many policies have such a role for each user. */
    private static @Nullable RoleTable onlyParent(Role role, Map<String, RoleTable> tables) {
        boolean saysNothing = role.rules().isEmpty() && role.inherits().size() == 1;
        return saysNothing ? tables.get(role.inherits().getFirst()) : null;
    }

    private Set<String> lineageOf(Role role) {
        Set<String> lineage = new LinkedHashSet<>();
        lineage.add(role.name());
        role.inherits().forEach(parent -> lineage.addAll(lineages.getOrDefault(parent, Set.of())));
        lineages.put(role.name(), lineage);
        return lineage;
    }

    private List<Rule> effectiveRulesOf(Role role, Set<String> lineage) {
        List<Rule> rules = new ArrayList<>();
        for (String member : lineage) {
            Role stating = rolesParentsFirst.get(member);
            rules.addAll(stating == null ? List.of() : stating.rules());
        }
        // An ancestor without rules costs memory too: count it as one.
        effectiveRules += rules.size() + lineage.size();
        if (effectiveRules > Policy.MAX_EFFECTIVE_RULES) {
            throw new IllegalArgumentException(
                    "the policy has more than %d effective rules at role \"%s\", which has %d"
                            .formatted(Policy.MAX_EFFECTIVE_RULES, role.name(), rules.size()));
        }
        return rules;
    }
}
