package dev.coffer.gateway.transport;

import graphql.language.Document;
import graphql.language.Field;
import graphql.language.FragmentDefinition;
import graphql.language.FragmentSpread;
import graphql.language.InlineFragment;
import graphql.language.OperationDefinition;
import graphql.language.Selection;
import graphql.language.SelectionSet;
import graphql.language.VariableDefinition;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Measures a document before anything costly looks at it: linear in its length, however its fragments nest. */
final class Guards {
    /**
     * Selections within selections, those of fragments included, which are no fields below fields: whoever reads a document goes as deep
     * as they nest.
     */
    static final int MAX_NESTED_SELECTIONS = 200;

    private final GatewayLimits limits;
    private final Map<String, FragmentDefinition> fragments = new HashMap<>();
    private final Map<String, Size> sizes = new HashMap<>();
    private int directives;
    private int nested;
    private boolean isTooNested;

    private Guards(GatewayLimits limits) {
        this.limits = limits;
    }

    /** What spreads to what. A fragment within itself counts as empty: validation refuses it. */
    private record Size(int nested, int depth, long fields, long aliases, long topFields) {
        static final Size NONE = new Size(0, 0, 0, 0, 0);

        Size beside(Size other) {
            return new Size(
                    Math.max(nested, other.nested),
                    Math.max(depth, other.depth),
                    saturated(fields, other.fields),
                    saturated(aliases, other.aliases),
                    saturated(topFields, other.topFields));
        }

        private static long saturated(long one, long other) {
            return Math.min(one + other, Integer.MAX_VALUE);
        }
    }

    /** A sentence for the client that names the exceeded limit; null when the document is within all. */
    static @Nullable String check(Document document, GatewayLimits limits) {
        return new Guards(limits).check(document);
    }

    private @Nullable String check(Document document) {
        document.getDefinitionsOfType(FragmentDefinition.class)
                .forEach(fragment -> fragments.putIfAbsent(fragment.getName(), fragment));
        // Also those that no operation uses: they are read, too.
        for (String fragment : List.copyOf(fragments.keySet())) {
            String problem = nesting(spread(fragment));
            if (problem != null) {
                return problem;
            }
        }
        for (OperationDefinition operation : document.getDefinitionsOfType(OperationDefinition.class)) {
            directives += operation.getDirectives().size();
            for (VariableDefinition variable : operation.getVariableDefinitions()) {
                directives += variable.getDirectives().size();
            }
            Size size = size(operation.getSelectionSet());
            String problem = problem(size);
            if (problem != null) {
                return problem;
            }
        }
        return exceeds("directives", directives, limits.directives());
    }

    private @Nullable String problem(Size size) {
        String problem = nesting(size);
        problem = problem == null ? exceeds("fields below fields", size.depth(), limits.depth()) : problem;
        problem = problem == null ? exceeds("fields", size.fields(), limits.fields()) : problem;
        problem = problem == null ? exceeds("aliases", size.aliases(), limits.aliases()) : problem;
        return problem == null ? exceeds("root fields", size.topFields(), limits.rootFields()) : problem;
    }

    private @Nullable String nesting(Size size) {
        long selections = isTooNested ? Integer.MAX_VALUE : size.nested();
        return exceeds("selections within selections", selections, MAX_NESTED_SELECTIONS);
    }

    private static @Nullable String exceeds(String what, long size, int limit) {
        return size <= limit
                ? null
                : "The operation has " + (size == Integer.MAX_VALUE ? "far too many" : size) + " " + what + ", and "
                        + limit + " are allowed. Ask for less in one request.";
    }

    private Size size(@Nullable SelectionSet selections) {
        Size total = Size.NONE;
        if (selections == null) {
            return total;
        }
        if (nested == MAX_NESTED_SELECTIONS) {
            isTooNested = true;
            return total;
        }
        nested++;
        for (Selection<?> selection : selections.getSelections()) {
            total = total.beside(size(selection));
        }
        nested--;
        return new Size(total.nested() + 1, total.depth(), total.fields(), total.aliases(), total.topFields());
    }

    private Size size(Selection<?> selection) {
        return switch (selection) {
            case Field field -> {
                directives += field.getDirectives().size();
                Size below = size(field.getSelectionSet());
                boolean isAliased =
                        field.getAlias() != null && !field.getAlias().equals(field.getName());
                yield new Size(
                        below.nested(),
                        below.depth() + 1,
                        below.fields() + 1,
                        below.aliases() + (isAliased ? 1 : 0),
                        1);
            }
            case InlineFragment inline -> {
                directives += inline.getDirectives().size();
                yield size(inline.getSelectionSet());
            }
            case FragmentSpread spread -> {
                directives += spread.getDirectives().size();
                yield spread(spread.getName());
            }
            default -> Size.NONE;
        };
    }

    private Size spread(String name) {
        Size known = sizes.get(name);
        if (known != null) {
            return known;
        }
        FragmentDefinition fragment = fragments.get(name);
        if (fragment == null) {
            return Size.NONE;
        }
        sizes.put(name, Size.NONE);
        directives += fragment.getDirectives().size();
        Size size = size(fragment.getSelectionSet());
        sizes.put(name, size);
        return size;
    }
}
