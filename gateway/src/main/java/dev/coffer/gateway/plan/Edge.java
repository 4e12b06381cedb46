package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.ContextArgument;
import dev.coffer.gateway.compose.FieldSet;
import java.util.List;

/** One step of a {@link Route}. */
sealed interface Edge {

    /** From the client into a subgraph's root type. @param series 0, or the index of a mutation's root field */
    record Entry(Node target, int series) implements Edge {}

    /** Selects a field. @param shape the field's lists and non-nulls, with the leaf type's name, in that subgraph */
    record Select(Node target, FieldKey key, String shape) implements Edge {}

    /** Looks at the objects of one type only, by {@code ... on}. */
    record Narrow(Node target) implements Edge {}

    /**
     * Narrows the values of an {@code @interfaceObject} to one implementer, by the {@code __typename} that an owner of
     * the interface gives; the subgraph knows nothing of it.
     */
    record NarrowInPlace(Node target, String implementer) implements Edge {}

    /**
     * Enters a subgraph through {@code _entities}.
     *
     * @param typename to send in representations
     * @param key the target's key
     * @param requires what the selected fields need beyond the key, in the target's terms
     * @param contexts what they take from objects above
     */
    record Move(Node target, String typename, FieldSet key, FieldSet requires, List<Context> contexts) implements Edge {
        public Move {
            contexts = List.copyOf(contexts);
        }

        /** How many leaves are needed for the contexts alone. */
        int contextLeaves() {
            return contexts.stream()
                    .mapToInt(context -> context.values().size())
                    .sum();
        }
    }

    /**
     * An argument of a field that is filled from an object above.
     *
     * @param above to the object that sets the context
     * @param values the ways from there to what is read: several where it depends on the object's type
     */
    record Context(String field, ContextArgument argument, Route above, List<Route> values) {
        public Context {
            values = List.copyOf(values);
        }
    }

    /** Where the step leads. */
    Node target();
}
