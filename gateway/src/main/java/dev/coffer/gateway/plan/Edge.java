package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.FieldSet;

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
     */
    record Move(Node target, String typename, FieldSet key, FieldSet requires) implements Edge {}

    /** Where the step leads. */
    Node target();
}
