package dev.coffer.gateway.plan;

import graphql.language.AstPrinter;
import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.Node;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableReference;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Cuts the introspection fields out of an operation into a document of their own. */
final class Introspection {

    private Introspection() {}

    /** The operation with only its {@code __schema} and {@code __type} fields, or null if there are none. */
    static @Nullable String of(OperationDefinition operation, Map<String, FragmentDefinition> fragments) {
        SelectionSet only = only(operation.getSelectionSet(), fragments);
        if (only.getSelections().isEmpty()) {
            return null;
        }
        Uses uses = new Uses(fragments);
        uses.read(only);
        Document.Builder document = Document.newDocument()
                .definition(operation.transform(builder -> builder.selectionSet(only)
                        .variableDefinitions(operation.getVariableDefinitions().stream()
                                .filter(definition -> uses.variables.contains(definition.getName()))
                                .toList())));
        uses.fragments.forEach(name -> document.definition(fragments.get(name)));
        return AstPrinter.printAstCompact(document.build());
    }

    /** What a selection set uses: a document with anything unused is not valid. */
    private static final class Uses {
        private final Map<String, FragmentDefinition> known;
        private final Set<String> fragments = new LinkedHashSet<>();
        private final Set<String> variables = new LinkedHashSet<>();

        private Uses(Map<String, FragmentDefinition> known) {
            this.known = known;
        }

        private void read(Node<?> node) {
            if (node instanceof VariableReference variable) {
                variables.add(variable.getName());
            }
            if (node instanceof FragmentSpread spread && fragments.add(spread.getName())) {
                read(Objects.requireNonNull(known.get(spread.getName())));
            }
            node.getChildren().forEach(this::read);
        }
    }

    /** Fragments on the root are inlined, so that none is left that spreads fields of subgraphs. */
    private static SelectionSet only(SelectionSet set, Map<String, FragmentDefinition> fragments) {
        List<Selection<?>> kept = new ArrayList<>();
        for (Selection<?> selection : set.getSelections()) {
            switch (selection) {
                case Field field -> {
                    if (field.getName().equals("__schema") || field.getName().equals("__type")) {
                        kept.add(field);
                    }
                }
                case InlineFragment fragment -> {
                    SelectionSet inner = only(fragment.getSelectionSet(), fragments);
                    if (!inner.getSelections().isEmpty()) {
                        kept.add(fragment.transform(builder -> builder.selectionSet(inner)));
                    }
                }
                case FragmentSpread spread -> inline(spread, fragments, kept);
                default -> {}
            }
        }
        return SelectionSet.newSelectionSet(kept).build();
    }

    private static void inline(
            FragmentSpread spread, Map<String, FragmentDefinition> fragments, List<Selection<?>> into) {
        FragmentDefinition fragment = fragments.get(spread.getName());
        SelectionSet inner =
                fragment == null ? SelectionSet.newSelectionSet().build() : only(fragment.getSelectionSet(), fragments);
        if (fragment != null && !inner.getSelections().isEmpty()) {
            into.add(InlineFragment.newInlineFragment()
                    .typeCondition(fragment.getTypeCondition())
                    .directives(spread.getDirectives())
                    .selectionSet(inner)
                    .build());
        }
    }
}
