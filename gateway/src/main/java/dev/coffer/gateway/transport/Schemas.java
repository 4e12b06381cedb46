package dev.coffer.gateway.transport;

import dev.coffer.gateway.compose.ApiSchema;
import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.CompositionError;
import dev.coffer.gateway.compose.Hint;
import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.compose.SupergraphSdl;
import dev.coffer.gateway.cost.Estimate;
import dev.coffer.gateway.cost.OperationCost;
import dev.coffer.gateway.plan.Circumstances;
import dev.coffer.gateway.plan.Dependencies;
import dev.coffer.gateway.plan.PlanResult;
import dev.coffer.gateway.plan.Planner;
import graphql.language.Document;
import graphql.language.OperationDefinition;
import graphql.schema.GraphQLSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The one place where the server meets composer and planner. */
final class Schemas {
    private Schemas() {}

    static SchemaLook compose(List<SubgraphSdl> subgraphs) {
        return switch (Composer.compose(subgraphs)) {
            case Composition.Composed composed ->
                new SchemaLook.Fresh(
                        composed.supergraph(),
                        composed.hints().stream().map(Schemas::line).toList());
            case Composition.Failed failed ->
                new SchemaLook.Broken(
                        failed.errors().stream().map(CompositionError::toString).toList());
        };
    }

    private static String line(Hint hint) {
        return hint.code() + (hint.coordinate().isEmpty() ? "" : " at " + hint.coordinate()) + ": " + hint.message();
    }

    /** @param name of the place that {@code sdl} comes from, for operators */
    static SchemaLook read(String sdl, String name) {
        try {
            return new SchemaLook.Fresh(SupergraphSdl.read(sdl), List.of());
        } catch (SupergraphSdl.InvalidSupergraph e) {
            return new SchemaLook.Broken(List.of(name + ": " + e.getMessage()));
        }
    }

    static GraphQLSchema api(Supergraph supergraph) {
        return ApiSchema.of(supergraph);
    }

    static Planning planning(Supergraph supergraph) {
        Planner planner = new Planner(supergraph, System::nanoTime);
        return new Planning() {
            @Override
            public Dependencies dependencies(Document document, @Nullable String operationName) {
                return planner.dependencies(document, operationName);
            }

            @Override
            public @Nullable OperationCost cost(Document document, @Nullable String operationName, int listSize) {
                OperationDefinition operation = Planner.operation(document, operationName);
                return operation == null ? null : Estimate.of(supergraph, listSize, document, operation);
            }

            @Override
            public PlanResult plan(Document document, @Nullable String operationName, Circumstances circumstances) {
                return planner.plan(document, operationName, circumstances);
            }
        };
    }
}
