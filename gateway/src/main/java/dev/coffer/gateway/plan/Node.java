package dev.coffer.gateway.plan;

import dev.coffer.gateway.compose.FieldSet;

/**
 * A place in the graph of subgraphs: values of a type as one subgraph holds them.
 *
 * @param type name of an object, interface or union that the subgraph has, or of a leaf type
 * @param subgraph name of the subgraph
 * @param view fields that the subgraph resolves here beyond its own, because a {@code @provides} above says so
 */
record Node(String type, String subgraph, FieldSet view) {

    /** The type as the subgraph has it everywhere. */
    static Node of(String type, String subgraph) {
        return new Node(type, subgraph, FieldSet.EMPTY);
    }

    @Override
    public String toString() {
        return type + " in " + subgraph;
    }
}
