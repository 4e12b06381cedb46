package dev.coffer.access;

import dev.coffer.access.condition.Context;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** Takes away from a failing case whatever it fails without, one thing at a time. */
final class Shrinker {
    private static final int MAX_ROUNDS = 200;

    private Shrinker() {}

    static Case shrink(Case failing, Predicate<Case> fails) {
        Case smallest = failing;
        for (int round = 0; round < MAX_ROUNDS; round++) {
            Case before = smallest;
            smallest = smaller(before).stream().filter(fails).findFirst().orElse(before);
            if (smallest == before) {
                return smallest;
            }
        }
        return smallest;
    }

    private static List<Case> smaller(Case large) {
        List<Case> smaller = new ArrayList<>();
        for (String held : large.subject().roles()) {
            Set<String> rest = new HashSet<>(large.subject().roles());
            rest.remove(held);
            smaller.add(
                    large.with(new Subject(large.subject().id(), large.subject().tenant(), rest)));
        }
        large.roles().forEach(role -> addSmaller(smaller, large, role));
        addSmaller(smaller, large, large.context());
        return smaller;
    }

    private static void addSmaller(List<Case> smaller, Case large, Role role) {
        boolean isInherited =
                large.roles().stream().anyMatch(other -> other.inherits().contains(role.name()));
        if (!isInherited) {
            smaller.add(large.with(
                    large.roles().stream().filter(other -> other != role).toList()));
        }
        for (int i = 0; i < role.rules().size(); i++) {
            List<Rule> rules = new ArrayList<>(role.rules());
            Rule rule = rules.remove(i);
            smaller.add(replacing(large, role, new Role(role.name(), role.inherits(), rules)));
            if (rule.condition() != null) {
                for (var part : rule.condition().parts()) {
                    List<Rule> simpler = new ArrayList<>(rules);
                    simpler.add(new Rule(rule.role(), rule.effect(), rule.urn(), rule.priority(), part));
                    smaller.add(replacing(large, role, new Role(role.name(), role.inherits(), simpler)));
                }
            }
        }
        if (!role.inherits().isEmpty()) {
            smaller.add(replacing(large, role, new Role(role.name(), List.of(), role.rules())));
        }
    }

    private static void addSmaller(List<Case> smaller, Case large, Context context) {
        for (var attribute : context.attributes().keySet()) {
            Map<dev.coffer.access.condition.Attribute, dev.coffer.access.condition.Value> rest =
                    new HashMap<>(context.attributes());
            rest.remove(attribute);
            smaller.add(large.with(
                    new Context(context.now(), context.ip(), context.resourceTenant(), rest, context.counts())));
        }
        if (!context.equals(Context.EMPTY)) {
            smaller.add(large.with(new Context(
                    context.now(), context.ip(), context.resourceTenant(), context.attributes(), Map.of())));
            smaller.add(large.with(new Context(context.now(), null, null, context.attributes(), context.counts())));
            smaller.add(large.with(Context.EMPTY));
        }
        smaller.removeIf(same -> same.equals(large));
    }

    private static Case replacing(Case large, Role old, Role with) {
        return large.with(
                large.roles().stream().map(role -> role == old ? with : role).toList());
    }
}
