package dev.coffer.gateway.transport;

import dev.coffer.gateway.compose.ApiSchema;
import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.CompositionError;
import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.plan.Planner;
import graphql.schema.GraphQLSchema;
import java.util.List;

/** The one place where the server meets composer and planner. */
final class Schemas {
    private Schemas() {}

    static SchemaLook compose(List<SubgraphSdl> subgraphs) {
        return switch (Composer.compose(subgraphs)) {
            case Composition.Composed composed -> new SchemaLook.Fresh(composed.supergraph());
            case Composition.Failed failed ->
                new SchemaLook.Broken(
                        failed.errors().stream().map(CompositionError::toString).toList());
        };
    }

    static SchemaLook read(String sdl, String name) {
        return new SchemaLook.Unchanged();
    }

    static GraphQLSchema api(Supergraph supergraph) {
        return ApiSchema.of(supergraph);
    }

    static Planning planning(Supergraph supergraph) {
        Planner planner = new Planner(supergraph, System::nanoTime);
        return planner::plan;
    }
}
