package dev.coffer.gateway.compose;

/**
 * Where an object may be read: as a type of one subgraph.
 *
 * @param type the object's own type, or an interface that the subgraph has as an {@code @interfaceObject}
 * @param provided what a {@code @provides} on the way here adds to what the subgraph resolves
 */
record Place(String type, String subgraph, FieldSet provided) {
    static Place of(String type, String subgraph) {
        return new Place(type, subgraph, FieldSet.EMPTY);
    }
}
