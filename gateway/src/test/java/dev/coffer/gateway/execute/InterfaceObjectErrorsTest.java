package dev.coffer.gateway.execute;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.gateway.compose.Composer;
import dev.coffer.gateway.compose.Composition;
import dev.coffer.gateway.compose.SubgraphSdl;
import dev.coffer.gateway.plan.Plan;
import dev.coffer.gateway.plan.PlanResult;
import dev.coffer.gateway.plan.Planner;
import graphql.parser.Parser;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A subgraph that has objects without their types answers fields for all of them, also for those that a client did not ask. */
class InterfaceObjectErrorsTest {
    private static final String LINK = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\","
            + " import: [\"@key\", \"@interfaceObject\"])\n";

    private final InMemorySubgraphs subgraphs = new InMemorySubgraphs();

    private static Plan plan(String query) {
        Composition composition = Composer.compose(List.of(
                new SubgraphSdl(
                        "stock",
                        "",
                        LINK + "type Query { items: [Item] }"
                                + " type Item @key(fields: \"id\") @interfaceObject { id: ID! stock: Int }"),
                new SubgraphSdl(
                        "shop",
                        "",
                        LINK + "type Query { best: [Item] } interface Item @key(fields: \"id\") { id: ID! }"
                                + " type Book implements Item @key(fields: \"id\") { id: ID! }"
                                + " type Pen implements Item @key(fields: \"id\") { id: ID! name: String }")));
        if (!(composition instanceof Composition.Composed composed)
                || !(new Planner(composed.supergraph(), () -> 0L).plan(Parser.parse(query), null)
                        instanceof PlanResult.Planned planned)) {
            throw new AssertionError(composition);
        }
        return planned.plan();
    }

    private String answer(String query) {
        List<String> answers = new ArrayList<>();
        ExecutionRequest request = new ExecutionRequest(
                new Executable(plan(query)),
                new JsonObject(),
                null,
                new ForwardedHeaders(null, "c", null),
                Long.MAX_VALUE);
        new Executor(
                        subgraphs,
                        (call, listener) -> {
                            throw new AssertionError("no subscription was asked for");
                        },
                        FetchObserver.SILENT,
                        () -> 0L)
                .execute(request, answer -> answers.add(answer.body().toText()));
        assertThat(answers).hasSize(1);
        return answers.getFirst();
    }

    private static String error(String path) {
        return "{\"message\":\"no stock\",\"path\":" + path + ",\"extensions\":{\"code\":\"GONE\"}}";
    }

    @Test
    void errors_of_objects_of_other_types_do_not_reach_the_client() {
        subgraphs.answer(
                "stock",
                "{\"data\":{\"items\":[{\"id\":\"1\",\"stock\":null},{\"id\":\"2\",\"stock\":null}]},\"errors\":["
                        + error("[\"items\",0,\"stock\"]") + "," + error("[\"items\",1,\"stock\"]") + "]}");
        subgraphs.answer("shop", "{\"data\":{\"_entities\":[{\"__typename\":\"Book\"},{\"__typename\":\"Pen\"}]}}");

        String answer = answer("{ items { ... on Book { stock } } }");

        assertThat(answer)
                .startsWith("{\"data\":{\"items\":[{\"stock\":null},{}]},\"errors\":[")
                .contains("[\"items\",0,\"stock\"]")
                .doesNotContain("[\"items\",1");
        assertThat(answer.split("no stock", -1)).hasSize(2);
    }

    @Test
    void entities_that_were_sent_for_another_field_are_not_asked_for_this_one_either() {
        subgraphs.answer(
                "shop",
                "{\"data\":{\"best\":[{\"__typename\":\"Book\",\"id\":\"1\"},{\"__typename\":\"Pen\",\"id\":\"2\",\"name\":\"Bic\"}]}}");
        subgraphs.answer(
                "stock",
                "{\"data\":{\"_entities\":[{\"stock\":null}]},\"errors\":[" + error("[\"_entities\",0,\"stock\"]")
                        + "]}");

        assertThat(answer("{ best { ... on Book { stock } ... on Pen { name } } }"))
                .startsWith("{\"data\":{\"best\":[{\"stock\":null},{\"name\":\"Bic\"}]}")
                .contains("[\"best\",0,\"stock\"]");
        assertThat(subgraphs.calls().getLast()).contains("\"1\"").doesNotContain("\"2\"");
    }

    @Test
    void errors_are_told_where_nobody_can_say_of_which_type_the_object_is() {
        subgraphs.answer(
                "stock",
                "{\"data\":{\"items\":[{\"id\":\"1\",\"stock\":null}]},\"errors\":[" + error("[\"items\",0,\"stock\"]")
                        + "]}");
        subgraphs.fail("shop", SubgraphReply.Reason.TIMED_OUT);

        assertThat(answer("{ items { ... on Book { stock } } }")).contains("no stock");
    }
}
