package dev.coffer.core.graphql;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How large a document is, which no variable changes: what {@code @skip} leaves out counts too. Looked at once, when a document is new. How
 * deep it may be nested for that is the parser's business.
 *
 * @param depth levels of fields, in the deepest operation, fragments expanded
 * @param fields in the largest operation, fragments expanded as often as they are spread
 * @param aliases fields that are given another name, in the whole document, each fragment once
 */
record DocumentSize(int depth, int fields, int aliases) {

    /** @param document that is valid, so that no fragment spreads itself */
    static DocumentSize of(Document document) {
        Walk walk = new Walk(document);
        Extent largest = Extent.NOTHING;
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            Extent extent = walk.extent(operation.getSelectionSet());
            largest =
                    new Extent(Math.max(largest.depth(), extent.depth()), Math.max(largest.fields(), extent.fields()));
        }
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> walk.ofFragment(fragment.getName()));
        return new DocumentSize(largest.depth(), largest.fields(), walk.aliases);
    }

    /** What is wrong with it, in a sentence; null where nothing is. */
    @Nullable
    String excess(GraphQlLimits limits) {
        if (aliases > limits.maxAliases()) {
            return "The document has %d aliases; %d are answered.".formatted(aliases, limits.maxAliases());
        }
        if (depth > limits.maxDepth()) {
            return "The document is %d levels deep; %d are answered.".formatted(depth, limits.maxDepth());
        }
        return fields > limits.maxFields()
                ? "The document has %d fields, fragments expanded; %d are answered."
                        .formatted(fields, limits.maxFields())
                : null;
    }

    private record Extent(int depth, int fields) {

        static final Extent NOTHING = new Extent(0, 0);

        Extent beside(Extent other) {
            // Fragments that spread each other twice are more than any number holds.
            long together = (long) fields + other.fields;
            return new Extent(Math.max(depth, other.depth), (int) Math.min(together, Integer.MAX_VALUE));
        }

        Extent below() {
            return new Extent(depth + 1, 1).beside(new Extent(0, fields));
        }
    }

    /** Through each selection of the document once. */
    private static final class Walk {

        private final Map<String, FragmentDefinition> fragments;
        private final Map<String, Extent> known = new HashMap<>();
        private int aliases;

        Walk(Document document) {
            this.fragments = new HashMap<>();
            document.getDefinitionsOfType(FragmentDefinition.class)
                    .forEach(fragment -> fragments.put(fragment.getName(), fragment));
        }

        Extent ofFragment(String name) {
            Extent before = known.get(name);
            if (before != null) {
                return before;
            }
            Extent extent =
                    extent(Objects.requireNonNull(fragments.get(name), name).getSelectionSet());
            known.put(name, extent);
            return extent;
        }

        Extent extent(@Nullable SelectionSet selections) {
            Extent extent = Extent.NOTHING;
            if (selections != null) {
                for (Selection<?> selection : selections.getSelections()) {
                    extent = extent.beside(ofSelection(selection));
                }
            }
            return extent;
        }

        private Extent ofSelection(Selection<?> selection) {
            return switch (selection) {
                case Field field -> {
                    String alias = field.getAlias();
                    aliases += alias != null && !alias.equals(field.getName()) ? 1 : 0;
                    yield extent(field.getSelectionSet()).below();
                }
                case InlineFragment fragment -> extent(fragment.getSelectionSet());
                case FragmentSpread spread -> ofFragment(spread.getName());
                default -> throw new IllegalArgumentException("GraphQL has no such selection: " + selection);
            };
        }
    }
}
