package dev.coffer.gateway.federated;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.compose.ApiSchema;
import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.Supergraph;
import dev.coffer.gateway.compose.SupergraphSdl;
import dev.coffer.gateway.execute.Executable;
import dev.coffer.gateway.execute.ExecutionRequest;
import dev.coffer.gateway.execute.Executor;
import dev.coffer.gateway.execute.FetchObserver;
import dev.coffer.gateway.execute.ForwardedHeaders;
import dev.coffer.gateway.execute.JsonObject;
import dev.coffer.gateway.execute.JsonScalar;
import dev.coffer.gateway.execute.SubgraphCall;
import dev.coffer.gateway.execute.SubgraphClient;
import dev.coffer.gateway.execute.SubgraphReply;
import dev.coffer.gateway.plan.Plan;
import dev.coffer.gateway.plan.PlanResult;
import dev.coffer.gateway.plan.PlanText;
import dev.coffer.gateway.plan.Planner;
import graphql.parser.Parser;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Arguments from objects above ({@code @fromContext}): two subgraphs answer as one service that hands these objects down. */
@ParameterizedClass
@EnumSource
class ContextsTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private final ContextShop shop = new ContextShop();
    private final Supergraph supergraph;
    private final Subgraphs subgraphs = new Subgraphs();

    ContextsTest(Source source) {
        this.supergraph = source.supergraph();
    }

    /** Where the supergraph comes from; either way as a gateway has it that is given one. */
    enum Source {
        COFFER {
            @Override
            Supergraph supergraph() {
                return switch (Composer.compose(ContextShop.sdl())) {
                    case Composition.Composed composed ->
                        SupergraphSdl.read(SupergraphSdl.write(composed.supergraph()));
                    case Composition.Failed failed -> throw new AssertionError(failed.errors());
                };
            }
        },
        /** A document as Apollo's composition writes it. */
        APOLLO {
            @Override
            Supergraph supergraph() {
                try (InputStream document = ContextsTest.class.getResourceAsStream("/supergraph/contexts.graphql")) {
                    return SupergraphSdl.read(
                            new String(Objects.requireNonNull(document).readAllBytes(), StandardCharsets.UTF_8));
                } catch (IOException unreadable) {
                    throw new UncheckedIOException(unreadable);
                }
            }
        };

        abstract Supergraph supergraph();
    }

    private final class Subgraphs implements SubgraphClient {
        private final List<String> calls = new ArrayList<>();
        private String broken = "";

        @Override
        @SuppressWarnings("unchecked")
        public void send(SubgraphCall call, Consumer<SubgraphReply> done) {
            Map<String, Object> body = JSON.readValue(call.body(), Map.class);
            String query = String.valueOf(body.get("query"));
            calls.add(call.subgraph() + " " + query);
            if (call.subgraph().equals(broken)) {
                done.accept(new SubgraphReply.Failed(SubgraphReply.Reason.TIMED_OUT, "test"));
                return;
            }
            Map<String, Object> answer =
                    ContextShop.execute(shop.subgraph(call.subgraph()), query, (Map<String, Object>)
                            Objects.requireNonNull(body.get("variables")));
            assertThat(answer).as(query).doesNotContainKey("errors");
            done.accept(new SubgraphReply.Answered(200, JSON.writeValueAsBytes(answer)));
        }
    }

    private Plan plan(String query) {
        return switch (new Planner(supergraph, () -> 0L).plan(Parser.parse(query), null)) {
            case PlanResult.Planned planned -> planned.plan();
            case PlanResult.Refused refused -> throw new AssertionError(query + ": " + refused);
        };
    }

    private JsonNode federated(Plan plan, Map<String, Integer> variables) {
        JsonObject values = new JsonObject();
        variables.forEach((name, value) -> values.put(name, JsonScalar.ofLiteral(Integer.toString(value))));
        List<byte[]> answers = new ArrayList<>();
        new Executor(
                        subgraphs,
                        (call, listener) -> {
                            throw new AssertionError("no subscription was asked for");
                        },
                        FetchObserver.SILENT,
                        () -> 0L)
                .execute(
                        new ExecutionRequest(
                                new Executable(plan),
                                values,
                                null,
                                new ForwardedHeaders(null, "c", null),
                                Long.MAX_VALUE),
                        answer -> answers.add(answer.body().toBytes()));
        assertThat(answers).hasSize(1);
        return JSON.readTree(answers.getFirst());
    }

    private JsonNode monolithic(String query, Map<String, Integer> variables) {
        Map<String, Object> answer =
                ContextShop.execute(shop.monolith(ApiSchema.sdl(supergraph)), query, new HashMap<>(variables));
        return JSON.readTree(JSON.writeValueAsString(answer));
    }

    private void assertEqual(String query, Map<String, Integer> variables) {
        Plan plan = plan(query);
        assertThat(federated(plan, variables))
                .as("%s%n%s%n%s", query, PlanText.print(plan), subgraphs.calls)
                .isEqualTo(monolithic(query, variables));
        assertThat(shop.violations()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{ viewers { cart { price } } }",
                "{ viewers { id settings { currency } cart { id name price(digits: 1) stock } } }",
                "{ viewers { cart { greeting } } }",
                "{ viewers { cart { stock greeting price tagged } } }",
                "{ viewers { a: cart { x: price y: price(digits: 3) } b: cart { price } } }",
                "{ viewers { cart { price related { price related { price } } } guest { cart { price } } } }",
                "{ viewers { cart { tagged } guest { cart { tagged greeting } } } }",
                "{ viewers { shops { offers { id both } } } }",
                "{ viewers { shops { city offers { both } } cart { price } } }",
                "{ actors { name badge { text } } }",
                "{ actors { badge { text } } }",
                "{ actors { ... on Human { badge { id } } ... on Robot { model badge { text } } } }",
                "{ actors { ... on Human { badge { t: text } } ... on Robot { badge { text } } } }",
                "{ results { ... on Book { note { line } } ... on Film { note { line } } } }",
                "{ results { __typename ... on Film { name note { id line } } } }",
                "{ viewers { ...V } } fragment V on Viewer { cart { ...I } } fragment I on Item { name price }",
                "{ viewers { cart { price @include(if: true) related @skip(if: true) { price } } } }"
            })
    void subgraphs_answer_as_one_service_does(String query) {
        assertEqual(query, Map.of());
    }

    @Test
    void variables_of_the_client_may_be_called_as_those_of_the_gateway() {
        assertEqual(
                "query($context_0: Int, $representations: Int, $representations_1_0: Int) {"
                        + " viewers { cart { price(digits: $context_0) related { a: price(digits: $representations)"
                        + " b: price(digits: $representations_1_0) } } } }",
                Map.of("context_0", 5, "representations", 6, "representations_1_0", 7));
    }

    @Test
    void objects_below_equal_values_are_asked_for_once_and_many_values_in_few_calls() {
        assertEqual("{ viewers { cart { price } } }", Map.of());
        // EUR, USD and nothing: of five viewers two have euros, and two have no currency.
        assertThat(subgraphs.calls).hasSize(2);
        assertThat(subgraphs.calls.getLast().split("_entities\\(", -1)).hasSize(4);

        subgraphs.calls.clear();
        assertEqual("{ many { cart { price } } }", Map.of());
        assertThat(subgraphs.calls).hasSize(1 + 3);
    }

    @Test
    void one_value_for_all_needs_no_groups() {
        assertEqual("{ actors { ... on Robot { badge { text } } } }", Map.of());
        assertThat(subgraphs.calls.getLast())
                .contains("($representations:[_Any!]!,$context_0:String){_entities(representations:$representations)")
                .contains("text(name:$context_0)");
    }

    @Test
    void without_the_value_from_above_the_field_is_not_asked_for_and_the_rest_is_there() {
        subgraphs.broken = ContextShop.PEOPLE;
        JsonNode answer = federated(plan("{ viewers { id cart { greeting } } }"), Map.of());

        assertThat(answer.at("/data/viewers/0/id").asString()).isEqualTo("v0");
        assertThat(answer.at("/data/viewers/0/cart/0/greeting").isNull()).isTrue();
        assertThat(answer.path("errors").isEmpty()).isFalse();
        assertThat(subgraphs.calls).noneMatch(call -> call.contains("greeting"));
    }

    @Test
    void both_documents_say_the_same_to_clients() {
        // In other orders.
        assertThat(ApiSchema.sdl(Source.APOLLO.supergraph()).lines().sorted())
                .containsExactlyElementsOf(ApiSchema.sdl(Source.COFFER.supergraph())
                        .lines()
                        .sorted()
                        .toList());
    }

    @Test
    void clients_do_not_see_arguments_from_above() {
        assertThat(ApiSchema.sdl(supergraph))
                .contains("price(digits: Int = 2): String", "both: String")
                .doesNotContain("context");
    }
}
