package dev.coffer.gateway.transport;

import dev.coffer.core.ids.Ids;
import dev.coffer.gateway.compose.ApiSchema;
import dev.coffer.gateway.compose.SupergraphSdl;
import dev.coffer.gateway.execute.ByteBudget;
import dev.coffer.gateway.execute.SubgraphEndpoint;
import dev.coffer.gateway.execute.VertxSubgraphClient;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.List;

/** Composes subgraphs once, without serving them. */
public final class ComposeSubgraphs {
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private ComposeSubgraphs() {}

    /** What came of it. */
    public sealed interface Outcome {
        /**
         * They fit.
         *
         * @param supergraph SDL with everything that a gateway needs
         * @param api SDL of what clients see
         * @param hints what the subgraphs' authors may want to know
         */
        record Composed(String supergraph, String api, List<String> hints) implements Outcome {
            public Composed {
                hints = List.copyOf(hints);
            }
        }

        /** They do not, or one is missing. @param errors all that was found, at least one */
        record Failed(List<String> errors) implements Outcome {
            public Failed {
                errors = List.copyOf(errors);
            }
        }
    }

    /** Asks each subgraph that has no SDL file for its schema, once, and composes. */
    public static Outcome compose(SubgraphConfig config) {
        Vertx vertx = Vertx.vertx();
        try (VertxSubgraphClient client = new VertxSubgraphClient(
                vertx,
                1,
                GatewayLimits.DEFAULT.subgraphAnswerBytes(),
                new ByteBudget(GatewayLimits.DEFAULT.heldAnswerBytes()))) {
            for (SubgraphConfig.Subgraph subgraph : config.subgraphs()) {
                if (subgraph.sdlFile() == null) {
                    client.register(new SubgraphEndpoint(subgraph.name(), subgraph.url(), PATIENCE));
                }
            }
            SdlClient asking = new SdlClient(client, vertx.getOrCreateContext(), Ids.timeOrdered());
            return outcome(new SubgraphsReader(config, asking).look());
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().join();
        }
    }

    private static Outcome outcome(SchemaLook look) {
        return switch (look) {
            case SchemaLook.Fresh fresh ->
                new Outcome.Composed(
                        SupergraphSdl.write(fresh.supergraph()), ApiSchema.sdl(fresh.supergraph()), fresh.hints());
            case SchemaLook.Broken broken -> new Outcome.Failed(broken.errors());
            case SchemaLook.Incomplete incomplete -> new Outcome.Failed(List.of(incomplete.missing()));
            case SchemaLook.Unchanged ignored -> new Outcome.Failed(List.of("no subgraph has a schema"));
        };
    }
}
