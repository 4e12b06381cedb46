package dev.coffer.gateway.federated;

import dev.coffer.gateway.compose.ApiSchema;
import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.CompositionError;
import dev.coffer.gateway.compose.CompositionError.Code;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.execute.Executable;
import dev.coffer.gateway.execute.ExecutionRequest;
import dev.coffer.gateway.execute.Executor;
import dev.coffer.gateway.execute.FetchObserver;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScalar;
import dev.coffer.gateway.execute.SubgraphStreams;
import dev.coffer.gateway.federated.World.Field;
import dev.coffer.gateway.federated.WorldData.Thing;
import dev.coffer.gateway.plan.Plan;
import dev.coffer.gateway.plan.PlanResult;
import dev.coffer.gateway.plan.PlanText;
import dev.coffer.gateway.plan.Planner;
import graphql.ExecutionInput;
import graphql.ExecutionResult;
import graphql.GraphQL;
import graphql.language.Document;
import graphql.parser.Parser;
import graphql.schema.DataFetchingEnvironment;
import graphql.schema.GraphQLObjectType;
import graphql.schema.GraphQLSchema;
import graphql.validation.Validator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Runs one random case both ways. */
final class Comparison {
    private static final SubgraphStreams NO_STREAMS = (call, listener) -> {
        throw new AssertionError("no subscription was asked for");
    };

    private static final JsonMapper JSON = new JsonMapper();
    private static final int QUERIES_PER_WORLD = 6;
    /** What a world that is random in the large may be refused for; anything else is a fault of the maker or the composer. */
    private static final Set<Code> UNLUCKY =
            Set.of(Code.SATISFIABILITY_ERROR, Code.SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES);

    private final Variant variant;

    /** What is done to the supergraph before planning and to the plan after it: nothing, or a fault. */
    record Variant(UnaryOperator<Supergraph> supergraph, UnaryOperator<Plan> plan) {
        static final Variant SOUND = new Variant(UnaryOperator.identity(), UnaryOperator.identity());
    }

    /** What came of a case. @param compared queries that could be compared */
    record Outcome(
            int compared, boolean isComposed, @Nullable String difference) {}

    Comparison(Variant variant) {
        this.variant = variant;
    }

    Outcome run(Choices choices) {
        World world = WorldMaker.make(choices);
        WorldSdl sdl = new WorldSdl(world);
        Composition composition = Composer.compose(sdl.federated());
        if (composition instanceof Composition.Failed failed && isUnlucky(failed)) {
            world.openUp();
            composition = Composer.compose(sdl.federated());
        }
        return switch (composition) {
            case Composition.Failed failed -> {
                yield new Outcome(0, false, isUnlucky(failed) ? null : failed.errors() + "\n" + text(sdl));
            }
            case Composition.Composed composed -> compare(world, sdl, composed.supergraph(), choices);
        };
    }

    private static boolean isUnlucky(Composition.Failed failed) {
        return failed.errors().stream().map(CompositionError::code).allMatch(UNLUCKY::contains);
    }

    private static String text(WorldSdl sdl) {
        StringBuilder text = new StringBuilder();
        sdl.federated()
                .forEach(
                        one -> text.append("# ").append(one.name()).append('\n').append(one.sdl()));
        return text.toString();
    }

    private Outcome compare(World world, WorldSdl sdl, Supergraph supergraph, Choices choices) {
        GraphQL monolith = monolith(world, supergraph);
        GraphQLSchema api = monolith.getGraphQLSchema();
        Planner planner = new Planner(variant.supergraph().apply(supergraph), () -> 0L);
        int compared = 0;
        for (int i = 0; i < QUERIES_PER_WORLD; i++) {
            String query = QueryMaker.make(api, choices);
            Document document = Parser.parse(query);
            if (!new Validator().validateDocument(api, document, Locale.ENGLISH).isEmpty()) {
                continue;
            }
            compared++;
            String difference = difference(world, planner, monolith, query, document, choices);
            if (difference != null) {
                return new Outcome(compared, true, query + "\n" + difference + "\n" + text(sdl));
            }
        }
        return new Outcome(compared, true, null);
    }

    private @Nullable String difference(
            World world, Planner planner, GraphQL monolith, String query, Document document, Choices choices) {
        return switch (planner.plan(document, null)) {
            case PlanResult.Refused refused ->
                refused.message().contains("under another alias") ? null : "refused: " + refused;
            case PlanResult.Planned planned -> {
                Plan plan = variant.plan().apply(planned.plan());
                String difference = difference(world, plan, monolith, query, choices);
                yield difference == null ? null : difference + "\n" + PlanText.print(plan);
            }
        };
    }

    private @Nullable String difference(World world, Plan plan, GraphQL monolith, String query, Choices choices) {
        WorldSubgraphs subgraphs = new WorldSubgraphs(world, choices);
        List<String> answers = new ArrayList<>();
        ExecutionRequest request = new ExecutionRequest(
                new Executable(plan), variables(), null, new ForwardedHeaders(null, "c", null), Long.MAX_VALUE);
        new Executor(subgraphs, NO_STREAMS, FetchObserver.SILENT, () -> 0L)
                .execute(request, answer -> answers.add(answer.body().toText()));
        subgraphs.answerAll();
        if (!subgraphs.violations().isEmpty()) {
            return String.join("\n", subgraphs.violations());
        }
        ExecutionResult expected = monolith.execute(ExecutionInput.newExecutionInput(query)
                .variables(Map.of("yes", true, "no", false, "n", 2))
                .build());
        if (answers.size() != 1) {
            return answers.size() + " answers";
        }
        JsonNode answer = JSON.readTree(answers.getFirst());
        String wanted = JSON.writeValueAsString(expected.<@Nullable Object>getData());
        boolean isSame = wanted.equals(answer.get("data").toString())
                && expected.getErrors().isEmpty() == answer.path("errors").isEmpty();
        return isSame ? null : "monolith  " + wanted + " " + expected.getErrors() + "\nfederated " + answers.getFirst();
    }

    private static JsonObject variables() {
        return new JsonObject()
                .put("yes", JsonScalar.TRUE)
                .put("no", JsonScalar.FALSE)
                .put("n", JsonScalar.ofLiteral("2"));
    }

    private static GraphQL monolith(World world, Supergraph supergraph) {
        WorldData data = new WorldData(world);
        return Schemas.executable(
                ApiSchema.sdl(supergraph), env -> fetch(world, data, env), value -> ((Thing) value).type());
    }

    private static @Nullable Object fetch(World world, WorldData data, DataFetchingEnvironment env) {
        String type = ((GraphQLObjectType) env.getParentType()).getName();
        String name = env.getField().getName();
        Thing thing = env.getSource() instanceof Thing source ? source : new Thing(World.QUERY, "root");
        Object key = type.equals(World.QUERY) ? null : WorldData.keyValue(thing, name);
        if (key != null) {
            return key;
        }
        Field field = Objects.requireNonNull(world.field(type, name), name);
        return data.resolve(thing, type, field, env.getArgument("n"));
    }
}
