package dev.coffer.gateway.transport;

import java.nio.file.Path;

/** Where the gateway has its schema from. */
public sealed interface SchemaSource {

    /** A composed supergraph in SDL. @param watch whether to take over later changes of the file */
    record SupergraphFile(Path file, boolean watch) implements SchemaSource {}

    /** Subgraphs to compose. @param watch whether to go on asking them and to take over what changes */
    record Subgraphs(SubgraphConfig config, boolean watch) implements SchemaSource {}
}
