package dev.coffer.access;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;

/** Orders roles so that each comes after those it inherits. Iterative: a long chain must not overflow the stack. */
final class Inheritance {
    private Inheritance() {}

    /** @throws IllegalArgumentException for an unknown inherited role, or a cycle */
    static Map<String, Role> parentsFirst(Map<String, Role> byName) {
        Map<String, Integer> openParents = new HashMap<>();
        Map<String, List<Role>> heirs = new HashMap<>();
        Deque<Role> ready = new ArrayDeque<>();
        for (Role role : byName.values()) {
            LinkedHashSet<String> parents = new LinkedHashSet<>(role.inherits());
            for (String parent : parents) {
                requireKnown(byName, role, parent);
                heirs.computeIfAbsent(parent, unused -> new ArrayList<>()).add(role);
            }
            openParents.put(role.name(), parents.size());
            if (parents.isEmpty()) {
                ready.add(role);
            }
        }
        Map<String, Role> ordered = new LinkedHashMap<>();
        while (!ready.isEmpty()) {
            Role role = ready.remove();
            ordered.put(role.name(), role);
            for (Role heir : heirs.getOrDefault(role.name(), List.of())) {
                if (openParents.merge(heir.name(), -1, Integer::sum) == 0) {
                    ready.add(heir);
                }
            }
        }
        requireNoCycle(byName, ordered);
        return ordered;
    }

    private static void requireKnown(Map<String, Role> byName, Role heir, String parent) {
        if (!byName.containsKey(parent)) {
            throw new IllegalArgumentException(
                    "role \"%s\" inherits \"%s\", which the policy does not have".formatted(heir.name(), parent));
        }
    }

    /** What could not be ordered is on a cycle or inherits from one, so walking up its unordered parents must loop. */
    private static void requireNoCycle(Map<String, Role> byName, Map<String, Role> ordered) {
        if (ordered.size() == byName.size()) {
            return;
        }
        LinkedHashSet<String> walked = new LinkedHashSet<>();
        String next = byName.keySet().stream()
                .filter(name -> !ordered.containsKey(name))
                .findFirst()
                .orElseThrow();
        while (walked.add(next)) {
            Role role = byName.get(next);
            next = role == null ? next : firstUnordered(role.inherits(), ordered);
        }
        List<String> path = new ArrayList<>(walked);
        List<String> cycle = new ArrayList<>(path.subList(path.indexOf(next), path.size()));
        cycle.add(next);
        throw new IllegalArgumentException("roles inherit in a cycle: " + String.join(" -> ", cycle));
    }

    private static String firstUnordered(List<String> parents, Map<String, Role> ordered) {
        return parents.stream()
                .filter(parent -> !ordered.containsKey(parent))
                .findFirst()
                .orElseThrow();
    }
}
