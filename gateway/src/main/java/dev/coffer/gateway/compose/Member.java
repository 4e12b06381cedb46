package dev.coffer.gateway.compose;

/** A subgraph that takes part in a merge, with what its field sets make of its fields. */
record Member(SubgraphSchema schema, FieldUse use) {
    static Member of(SubgraphSchema schema) {
        return new Member(schema, new FieldUse(schema));
    }

    String name() {
        return schema.name();
    }
}
