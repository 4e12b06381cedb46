package dev.coffer.gateway.compose;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The selection of a {@code @key}, {@code @requires} or {@code @provides}, for example {@code id owner { id ... on User { name } }}.
 * Never has aliases, variables or directives. {@code toString} is the selection without outer braces.
 */
public record FieldSet(List<Selection> selections) {
    public static final FieldSet EMPTY = new FieldSet(List.of());

    public FieldSet {
        selections = List.copyOf(selections);
    }

    public boolean isEmpty() {
        return selections.isEmpty();
    }

    /** A field or an inline fragment. */
    public sealed interface Selection {
        /** What is selected below; empty for a leaf field. */
        FieldSet selections();
    }

    /** A field by name. @param arguments argument name to GraphQL literal, as written: {@code {"currency": "USD"}} */
    public record Field(String name, Map<String, String> arguments, FieldSet selections) implements Selection {
        public Field {
            arguments = Ordered.copyOf(arguments);
        }

        @Override
        public String toString() {
            String call = arguments.isEmpty()
                    ? name
                    : arguments.entrySet().stream()
                            .map(argument -> argument.getKey() + ": " + argument.getValue())
                            .collect(Collectors.joining(", ", name + "(", ")"));
            return selections.isEmpty() ? call : call + " { " + selections + " }";
        }
    }

    /** {@code ... on type { selections }}; a fragment without a type is dissolved when it is read. */
    public record Fragment(String on, FieldSet selections) implements Selection {
        @Override
        public String toString() {
            return "... on " + on + " { " + selections + " }";
        }
    }

    @Override
    public String toString() {
        return selections.stream().map(Object::toString).collect(Collectors.joining(" "));
    }
}
