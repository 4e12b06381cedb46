package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import tools.jackson.databind.json.JsonMapper;

/** Requests that are small to send and meant to be large to deal with. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileDocumentIT {
    /** What one such request may take, on a machine that has other things to do as well. */
    private static final Duration BOUND = Duration.ofSeconds(3);
    /** Of any answer to such a request. */
    private static final int ANSWER_CHARACTERS = 100_000;

    private final Shop shop = new Shop();
    private final GatewayServer gateway = GatewayServer.start(GatewayIT.options(shop));
    private final HttpProbe client = new HttpProbe(gateway.url());

    @BeforeAll
    void warm() throws Exception {
        client.ask("{ me { name } }");
        client.ask("{ __schema { queryType { name } } }");
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        shop.close();
    }

    private static String quoted(String text) {
        return JsonMapper.shared().writeValueAsString(text);
    }

    private HttpResponse<String> send(String body) throws Exception {
        long begun = System.nanoTime();
        HttpResponse<String> response = client.send(client.post(body));
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(BOUND);
        assertThat(response.body().length()).isLessThan(ANSWER_CHARACTERS);
        return response;
    }

    private void refused(String document, String code) throws Exception {
        HttpResponse<String> response = send("{\"query\":" + quoted(document) + "}");
        assertThat(HttpProbe.code(response)).as(response.body()).isEqualTo(code);
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void json_that_nests_a_hundred_thousand_deep_is_refused() throws Exception {
        for (String nested :
                new String[] {"[".repeat(100_000), "{\"a\":".repeat(80_000), "[".repeat(100_000) + "]".repeat(100_000)
                }) {
            assertThat(HttpProbe.code(send(nested))).isEqualTo("BAD_REQUEST");
            assertThat(HttpProbe.code(send("{\"query\":\"{ me { name } }\",\"variables\":{\"a\":" + nested + "}}")))
                    .isEqualTo("BAD_REQUEST");
        }
    }

    @Test
    void variables_as_deep_as_is_read_do_no_harm() throws Exception {
        String deep = "[".repeat(490) + "]".repeat(490);
        String query = "query Q($id: ID!) { user(id: $id) { name } }";
        assertThat(HttpProbe.code(send("{\"query\":" + quoted(query) + ",\"variables\":{\"id\":" + deep + "}}")))
                .isEqualTo("BAD_USER_INPUT");
        assertThat(send("{\"query\":" + quoted(query) + ",\"variables\":{\"id\":1,\"other\":" + deep + "}}")
                        .body())
                .isEqualTo("{\"data\":{\"user\":{\"name\":\"User 1\"}}}");
    }

    @Test
    void member_names_that_were_made_to_have_one_hash_cost_no_more_than_others() throws Exception {
        // "Aa" and "BB" have one hash in Java, and so has every sequence of them.
        String names = IntStream.range(0, 1 << 13)
                .mapToObj(number -> IntStream.range(0, 13)
                        .mapToObj(bit -> (number >> bit & 1) == 0 ? "Aa" : "BB")
                        .collect(Collectors.joining()))
                .map(name -> "\"" + name + name + "\":1")
                .collect(Collectors.joining(","));
        assertThat(send("{\"query\":\"{ me { name } }\",\"variables\":{" + names + "}}")
                        .body())
                .isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\"}}}");
    }

    @Test
    void documents_that_nest_deep_are_refused() throws Exception {
        refused("{ me { friends ".repeat(7_000), "GRAPHQL_LIMIT_EXCEEDED");
        refused("{ me ".repeat(400) + "}".repeat(400), "GRAPHQL_LIMIT_EXCEEDED");
        refused("{ user(id: " + "[".repeat(7_000) + "]".repeat(7_000) + ") { id } }", "GRAPHQL_LIMIT_EXCEEDED");
        refused("{ user(id: " + "{a:".repeat(4_000) + "1" + "}".repeat(4_000) + ") { id } }", "GRAPHQL_LIMIT_EXCEEDED");
        refused(
                "query Q($a: " + "[".repeat(7_000) + "ID" + "]".repeat(7_000) + ") { me { id } }",
                "GRAPHQL_LIMIT_EXCEEDED");
        refused("{ me { " + "... { ".repeat(400) + "id" + " }".repeat(400) + " } }", "GRAPHQL_LIMIT_EXCEEDED");
    }

    /** F0 spreads F1, which spreads F2, and so on. */
    private static String chain(int links, String before, String after) {
        return IntStream.range(0, links)
                        .mapToObj(link ->
                                "fragment F" + link + " on User { " + before + "...F" + (link + 1) + after + " }")
                        .collect(Collectors.joining(" "))
                + " fragment F" + links + " on User { id }";
    }

    @Test
    void long_chains_of_fragments_are_refused_from_whichever_end_they_are_begun() throws Exception {
        refused("{ me { ...F0 } } " + chain(1_800, "", ""), "GRAPHQL_LIMIT_EXCEEDED");
        refused("{ me { id } } " + chain(1_800, "", ""), "GRAPHQL_LIMIT_EXCEEDED");
        String fromTheEnd = IntStream.iterate(1_200, link -> link >= 0, link -> link - 1)
                .mapToObj(link -> "...F" + link)
                .collect(Collectors.joining(" "));
        refused("{ me { " + fromTheEnd + " } } " + chain(1_200, "", ""), "GRAPHQL_LIMIT_EXCEEDED");
        refused("{ me { ...F0 } } " + chain(45, "... { ".repeat(90), " }".repeat(90)), "GRAPHQL_LIMIT_EXCEEDED");
        assertThat(send("{\"query\":" + quoted("{ me { ...F0 } } " + chain(100, "", "")) + "}")
                        .body())
                .isEqualTo("{\"data\":{\"me\":{\"id\":\"1\"}}}");
    }

    @Test
    void floods_of_directives_are_refused() throws Exception {
        refused("{ me { id " + "@skip(if: false) ".repeat(600) + "} }", "GRAPHQL_LIMIT_EXCEEDED");
        refused("{ me { id " + "@nope ".repeat(7_000) + "} }", "GRAPHQL_LIMIT_EXCEEDED");
        refused("query Q " + "@nope ".repeat(7_000) + "{ me { id } }", "GRAPHQL_LIMIT_EXCEEDED");
        refused("query Q($a: ID " + "@nope ".repeat(1_000) + ") { user(id: $a) { id } }", "GRAPHQL_LIMIT_EXCEEDED");
    }

    @Test
    void many_equal_fields_and_many_wrong_ones_are_dealt_with_in_time() throws Exception {
        String same = "{ users(first: 1) { " + "id name ".repeat(3_500) + "} }";
        assertThat(send("{\"query\":" + quoted(same) + "}").body())
                .isEqualTo("{\"data\":{\"users\":[{\"id\":\"1\",\"name\":\"User 1\"}]}}");
        String nested = "me { friends { friends { friends { id } } } } ".repeat(49);
        assertThat(HttpProbe.code(send("{\"query\":" + quoted("{ " + nested + "}") + "}")))
                .isEqualTo("none");
        refused("{ me { " + "nope ".repeat(9_000) + "} }", "GRAPHQL_VALIDATION_FAILED");
        refused(
                "{ me { " + IntStream.range(0, 5_000).mapToObj(i -> "nope" + i).collect(Collectors.joining(" "))
                        + " } }",
                "GRAPHQL_VALIDATION_FAILED");
    }

    @Test
    void inline_fragments_that_repeat_a_field_in_many_ways_are_dealt_with_in_time() throws Exception {
        String ways = "... on User { friends { ... on User { friends { id } } } } ".repeat(600);
        assertThat(send("{\"query\":" + quoted("{ me { " + ways + "} }") + "}").statusCode())
                .isIn(200, 400);
    }

    @Test
    void numbers_texts_and_names_of_half_a_megabyte_are_dealt_with_in_time() throws Exception {
        String digits = "9".repeat(400_000);
        for (String number :
                new String[] {digits, "-" + digits, "1." + digits, digits + ".5", "1e" + digits, "[1, " + digits}) {
            refused("{ users(first: " + number + ") { id } }", "GRAPHQL_LIMIT_EXCEEDED");
        }
        refused("{ echo(text: \"\\\") users(first: " + digits + ") { id } }", "GRAPHQL_PARSE_FAILED");
        refused("{ echo(text: \"\n\") users(first: " + digits + ") { id } }", "GRAPHQL_PARSE_FAILED");
        HttpResponse<String> variable = send(
                "{\"query\":\"query Q($n: Int) { users(first: $n) { id } }\",\"variables\":{\"n\":" + digits + "}}");
        assertThat(HttpProbe.code(variable)).isEqualTo("BAD_USER_INPUT");
        refused("{ " + "x".repeat(400_000) + " }", "GRAPHQL_VALIDATION_FAILED");
        refused("{ me { id } } #" + "x".repeat(400_000) + "\nquery { me { id } }", "GRAPHQL_VALIDATION_FAILED");
        refused("{ me { id } } " + ", ".repeat(200_000), "GRAPHQL_LIMIT_EXCEEDED");
        refused("{ echo(text: \"\"\"" + "x\n".repeat(100_000), "GRAPHQL_PARSE_FAILED");
        assertThat(HttpProbe.code(
                        send("{\"query\":\"{ me { id } }\",\"operationName\":\"" + "x".repeat(400_000) + "\"}")))
                .isEqualTo("OPERATION_NOT_FOUND");
    }

    @Test
    void thousands_of_operations_in_one_document_are_dealt_with_in_time() throws Exception {
        String operations = IntStream.range(0, 1_500)
                .mapToObj(i -> "query Q" + i + " { me { id } }")
                .collect(Collectors.joining(" "));
        assertThat(send("{\"query\":" + quoted(operations) + ",\"operationName\":\"Q1499\"}")
                        .body())
                .isEqualTo("{\"data\":{\"me\":{\"id\":\"1\"}}}");
    }

    @Test
    void questions_about_the_schema_that_go_round_in_circles_are_refused() throws Exception {
        refused(
                "{ __schema { types { fields { type { fields { type { fields { name } } } } } } } }",
                "GRAPHQL_LIMIT_EXCEEDED");
        refused("{ __type(name: \"User\") { fields { type { fields { name } } } } }", "GRAPHQL_LIMIT_EXCEEDED");
        refused("{ a: __schema { types { name } } b: __schema { types { name } } }", "GRAPHQL_LIMIT_EXCEEDED");
        refused(
                "{ __schema { types { interfaces { possibleTypes { interfaces { possibleTypes { name } } } } } } }",
                "GRAPHQL_LIMIT_EXCEEDED");
        refused(
                "{ me { name } __schema { types { ...T } } } fragment T on __Type { fields { type { ...U } } }"
                        + " fragment U on __Type { fields { type { name } } }",
                "GRAPHQL_LIMIT_EXCEEDED");
        refused(
                "{ __schema { types { " + "ofType { ".repeat(30) + "name" + " }".repeat(30) + " } } }",
                "GRAPHQL_LIMIT_EXCEEDED");
    }

    @Test
    void a_gateway_that_is_silent_about_its_schema_is_so_however_it_is_asked() throws Exception {
        try (GatewayServer silent = GatewayServer.start(GatewayIT.options(shop).withIntrospection(false));
                HttpProbe asking = new HttpProbe(silent.url())) {
            for (String question : new String[] {
                "{ __schema { types { name } } }",
                "{ me { name } a: __type(name: \"User\") { name } }",
                "{ ...F } fragment F on Query { ... { b: __schema { queryType { name } } } }",
                "query Q($no: Boolean = false) { __schema @include(if: $no) { types { name } } }"
            }) {
                HttpResponse<String> response = asking.query(question, "{}");
                assertThat(response.statusCode()).as(question).isEqualTo(400);
                assertThat(HttpProbe.code(response)).as(question).isEqualTo("INTROSPECTION_DISABLED");
                assertThat(response.body()).doesNotContain("Wallet");
            }
            assertThat(asking.ask("{ __typename me { __typename } }"))
                    .isEqualTo("{\"data\":{\"__typename\":\"Query\",\"me\":{\"__typename\":\"User\"}}}");
            assertThat(asking.ask("{ mee { name } }")).doesNotContain("Did you mean");
        }
    }
}
