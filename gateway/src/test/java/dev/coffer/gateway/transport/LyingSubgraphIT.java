package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.JsonNode;

/** A subgraph that answers GraphQL, but not what its schema says. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LyingSubgraphIT {
    private static final String INVALID = "DOWNSTREAM_INVALID_DATA";

    private final RawShop world = start();

    private static RawShop start() {
        try {
            return new RawShop(UnaryOperator.identity());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @AfterAll
    void stop() {
        world.close();
    }

    private JsonNode asked(String members, String selection) throws Exception {
        world.raw.behave(RawSubgraph.text(RawSubgraph.entity(members)));
        world.logged();
        return world.client.read("{ me { name " + selection + " } }");
    }

    @Test
    void a_value_of_another_type_is_null_and_told_to_clients_and_operators() throws Exception {
        Map<String, String> lies = new LinkedHashMap<>();
        lies.put("\"score\":\"seven\"", "score");
        lies.put("\"score\":7.5", "score");
        lies.put("\"score\":[7]", "score");
        lies.put("\"title\":7", "title");
        lies.put("\"title\":{\"a\":1}", "title");
        lies.put("\"ratio\":true", "ratio");
        lies.put("\"flag\":\"true\"", "flag");
        lies.put("\"kind\":[\"LOW\"]", "kind");
        lies.put("\"tags\":\"a\"", "tags");
        lies.put("\"tags\":{\"0\":\"a\"}", "tags");
        lies.put("\"best\":[{\"id\":\"1\"}]", "best { id }");
        lies.put("\"best\":\"1\"", "best { id }");
        lies.put("\"best\":{\"id\":null}", "best { id }");
        lies.put("\"best\":{\"id\":{\"x\":1}}", "best { id }");
        lies.put("\"rank\":{\"value\":null}", "rank { value }");
        lies.put("\"rank\":{}", "rank { value }");
        for (Map.Entry<String, String> lie : lies.entrySet()) {
            double counted = world.figure("coffer_gateway_answers_invalid_total");
            JsonNode answer = asked(lie.getKey(), lie.getValue());
            String field = lie.getValue().split(" ", -1)[0];

            assertThat(answer.at("/data").toString())
                    .as(lie.getKey())
                    .isEqualTo("{\"me\":{\"name\":\"User 1\",\"" + field + "\":null}}");
            assertThat(answer.at("/errors").size()).as(lie.getKey()).isEqualTo(1);
            assertThat(answer.at("/errors/0/extensions/code").asString())
                    .as(lie.getKey())
                    .isEqualTo(INVALID);
            assertThat(answer.at("/errors/0/path/1").asString())
                    .as(lie.getKey())
                    .isEqualTo(field);
            assertThat(answer.toString()).doesNotContain(RawShop.NAME);
            assertThat(world.figure("coffer_gateway_answers_invalid_total")).isEqualTo(counted + 1);
            assertThat(world.logged()).contains("[me, " + field, "correlation id");
        }
    }

    @Test
    void a_type_or_enum_value_that_the_schema_does_not_have_shows_as_null() throws Exception {
        Map<String, String> lies = Map.of(
                "\"kind\":\"MIDDLE\"", "kind",
                "\"kind\":\"low\"", "kind",
                "\"pet\":{\"__typename\":\"Fish\",\"name\":\"x\"}", "pet { ... on Cat { name } }",
                "\"pet\":{\"__typename\":7}", "pet { ... on Cat { name } }",
                "\"pet\":{\"name\":\"x\"}", "pet { ... on Cat { name } }",
                "\"pet\":{\"__typename\":\"User\",\"name\":\"x\"}", "pet { ... on Cat { name } }");
        for (Map.Entry<String, String> lie : lies.entrySet()) {
            JsonNode answer = asked(lie.getKey(), lie.getValue());
            String field = lie.getValue().split(" ", -1)[0];
            assertThat(answer.at("/data").toString())
                    .as(lie.getKey())
                    .isEqualTo("{\"me\":{\"name\":\"User 1\",\"" + field + "\":null}}");
        }
    }

    @Test
    void fields_that_nobody_asked_for_do_not_get_through() throws Exception {
        assertThat(asked("\"score\":7,\"password\":\"hunter2\",\"name\":\"Mallory\",\"id\":\"9\"", "id score")
                        .toString())
                .doesNotContain("hunter2", "password")
                .contains("\"score\":7");
    }

    @Test
    void of_members_with_the_same_name_the_last_one_counts() throws Exception {
        assertThat(asked("\"score\":1,\"score\":2,\"\\u0073core\":3", "score").toString())
                .isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\",\"score\":3}}}");
    }

    @Test
    void errors_with_paths_that_lead_nowhere_harm_nothing() throws Exception {
        String longPath = "1,".repeat(200_000) + "1";
        for (String path : new String[] {
            "\"_entities\",-1",
            "\"_entities\",99",
            "\"_entities\",0,\"tags\",-1",
            "\"_entities\",0,\"tags\",99999999999",
            "\"_entities\",0,-5,{\"a\":1}",
            "\"_entities\",0," + longPath,
            longPath,
            "-1",
            "null"
        }) {
            for (String errors :
                    new String[] {"{\"message\":\"odd\",\"path\":[" + path + "]}", "7", "{\"message\":7,\"path\":8}"}) {
                world.raw.behave(RawSubgraph.text(RawSubgraph.json(
                        "{\"data\":{\"_entities\":[{\"score\":7,\"tags\":[null]}]},\"errors\":[" + errors + "]}")));
                JsonNode answer = world.client.read("{ me { name score tags } }");
                assertThat(answer.at("/data").toString())
                        .isEqualTo("{\"me\":{\"name\":\"User 1\",\"score\":7,\"tags\":[null]}}");
                assertThat(answer.toString().length()).isLessThan(10_000);
            }
        }
    }

    @Test
    void paths_of_a_root_field_that_lead_nowhere_harm_nothing_either() throws Exception {
        world.raw.behave(RawSubgraph.text(RawSubgraph.json(
                "{\"data\":{\"top\":{\"id\":\"1\"}},\"errors\":[{\"message\":\"odd\",\"path\":[\"top\",\"id\",-1]},"
                        + "{\"message\":\"odd\",\"path\":[-1,-1]}]}")));
        assertThat(world.client.read("{ top { id } me { name } }").at("/data").toString())
                .isEqualTo("{\"top\":{\"id\":\"1\"},\"me\":{\"name\":\"User 1\"}}");
    }

    @Test
    void errors_without_end_are_cut_down() throws Exception {
        String large = "x".repeat(400_000);
        world.raw.behave(
                RawSubgraph.text(RawSubgraph.json("{\"data\":{\"_entities\":[null]},\"errors\":[{\"message\":\""
                        + large + "\",\"path\":[\"_entities\",0],\"extensions\":{\"code\":\"NOT_FOUND\",\"more\":\""
                        + large
                        + "\"}}" + ",{\"message\":\"again\",\"path\":[\"_entities\",0]}".repeat(2_000) + "]}")));
        JsonNode answer = world.client.read("{ me { name score } }");

        assertThat(answer.at("/data").toString()).isEqualTo("{\"me\":{\"name\":\"User 1\",\"score\":null}}");
        assertThat(answer.at("/errors").size()).isEqualTo(500);
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("NOT_FOUND");
        assertThat(answer.at("/errors/0").toString().length()).isLessThan(5_000);
    }
}
