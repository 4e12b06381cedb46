package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.Access;
import dev.coffer.gateway.compose.FieldDef;
import dev.coffer.gateway.compose.Supergraph;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads off an operation what its plan depends on; each fragment is read once, wherever it is spread. */
final class DependencyScan {

    private final Supergraph supergraph;
    private final Map<String, FragmentDefinition> fragments;
    private final Set<String> seen = new HashSet<>();
    private final Set<Access> accesses = new LinkedHashSet<>();
    private final Set<String> labels = new LinkedHashSet<>();

    private DependencyScan(Supergraph supergraph, Map<String, FragmentDefinition> fragments) {
        this.supergraph = supergraph;
        this.fragments = fragments;
    }

    static Dependencies of(
            Labels labels,
            Supergraph supergraph,
            Map<String, FragmentDefinition> fragments,
            String root,
            SelectionSet set) {
        DependencyScan scan = new DependencyScan(supergraph, fragments);
        scan.labels.addAll(labels.usedByTheGateway());
        scan.within(root, set);
        return new Dependencies(scan.accesses, scan.labels);
    }

    private void within(String type, @Nullable SelectionSet set) {
        add(supergraph.access(type));
        if (set == null) {
            return;
        }
        for (Selection<?> selection : set.getSelections()) {
            switch (selection) {
                case Field field -> field(type, field);
                case InlineFragment fragment ->
                    within(
                            fragment.getTypeCondition() == null
                                    ? type
                                    : fragment.getTypeCondition().getName(),
                            fragment.getSelectionSet());
                case FragmentSpread spread -> {
                    FragmentDefinition fragment = fragments.get(spread.getName());
                    if (fragment != null && seen.add(spread.getName())) {
                        within(fragment.getTypeCondition().getName(), fragment.getSelectionSet());
                    }
                }
                default -> throw new IllegalArgumentException("unknown selection " + selection);
            }
        }
    }

    private void field(String type, Field field) {
        FieldDef def = supergraph.field(type, field.getName());
        if (def != null) {
            add(def.about().access());
            labels.addAll(Labels.of(supergraph, type, field.getName()));
            within(def.type().innerName(), field.getSelectionSet());
        }
    }

    private void add(Access access) {
        if (!access.isOpen()) {
            accesses.add(access);
        }
    }
}
