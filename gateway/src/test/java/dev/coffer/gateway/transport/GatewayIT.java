package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class GatewayIT {
    private final Shop shop = new Shop();
    private final GatewayServer gateway = GatewayServer.start(options(shop));
    private final HttpProbe client = new HttpProbe(gateway.url());

    static GatewayOptions options(Shop shop) {
        return GatewayOptions.of(new SchemaSource.Subgraphs(shop.config(), false))
                .withAddress("127.0.0.1", 0)
                .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(5))
                .withDevelopment(true)
                .withLimits(GatewayLimits.DEFAULT
                        .withTimes(Duration.ofSeconds(5), Duration.ofMillis(500))
                        .withSubgraphAnswerBytes(1_000_000));
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
        shop.close();
    }

    @Test
    void one_query_is_joined_over_two_subgraphs_in_the_order_of_the_operation() throws Exception {
        assertThat(client.ask("{ me { wallets { balance currency } name kind: __typename credit } }"))
                .isEqualTo("{\"data\":{\"me\":{\"wallets\":[{\"balance\":\"10.50\",\"currency\":\"EUR\"}],"
                        + "\"name\":\"User 1\",\"kind\":\"User\",\"credit\":12345678901234567890.10}}}");
        assertThat(shop.accounts.calls()).hasSize(1);
        assertThat(shop.payments.calls()).hasSize(1);
    }

    @Test
    void entities_of_a_list_are_fetched_in_one_call() throws Exception {
        JsonNode answer = client.read("{ users(first: 50) { id limit friends { name } } }");

        assertThat(answer.at("/data/users").size()).isEqualTo(50);
        assertThat(answer.at("/data/users/49/limit").asInt()).isEqualTo(7);
        assertThat(answer.at("/data/users/0/friends/0/name").asString()).isEqualTo("User 2");
        assertThat(shop.payments.calls()).hasSize(1);
    }

    @Test
    void a_query_may_start_at_either_subgraph_and_come_back() throws Exception {
        assertThat(client.ask("{ wallet(id: \"w9\") { id owner { name wallets { id } } } }"))
                .isEqualTo("{\"data\":{\"wallet\":{\"id\":\"w9\",\"owner\":{\"name\":\"User 1\",\"wallets\":[{\"id\":"
                        + "\"w1\"}]}}}}");
    }

    @Test
    void variables_travel_and_mutations_are_joined_too() throws Exception {
        HttpResponse<String> answer = client.query(
                "mutation Rename($id: ID!, $name: String!) { rename(id: $id, name: $name) { name limit } }",
                "{\"id\":\"4\",\"name\":\"Zoë \\\"Z\\\"\"}");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"data\":{\"rename\":{\"name\":\"Zoë \\\"Z\\\"\",\"limit\":7}}}");
    }

    @Test
    void conditions_on_variables_decide_which_subgraphs_are_called() throws Exception {
        String query = "query Q($w: Boolean!) { me { name wallets @include(if: $w) { id } } }";

        assertThat(client.query(query, "{\"w\":false}").body()).isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\"}}}");
        assertThat(shop.payments.calls()).isEmpty();
        assertThat(client.query(query, "{\"w\":true}").body())
                .isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\",\"wallets\":[{\"id\":\"w1\"}]}}}");
    }

    @Test
    void an_error_of_a_subgraph_keeps_its_code_and_gets_the_clients_path() throws Exception {
        JsonNode answer = client.read("{ hidden: secret me { name } }");

        assertThat(answer.at("/data").toString()).isEqualTo("{\"hidden\":null,\"me\":{\"name\":\"User 1\"}}");
        assertThat(answer.at("/errors").size()).isEqualTo(1);
        assertThat(answer.at("/errors/0/message").asString()).endsWith("This is not for you.");
        assertThat(answer.at("/errors/0/path").toString()).isEqualTo("[\"hidden\"]");
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
        assertThat(answer.at("/errors/0/extensions/classification").asString()).isEqualTo("PERMISSION_DENIED");
        assertThat(answer.at("/errors/0/extensions/correlationId").asString()).isEqualTo("theirs");
    }

    @Test
    void only_the_headers_of_the_allow_list_travel_and_the_correlation_id_comes_back() throws Exception {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        HttpResponse<String> answer = client.send(client.post("{\"query\":\"{ me { limit } }\"}")
                .header("Authorization", "Basic abc")
                .header("X-Correlation-Id", "mine-1")
                .header("traceparent", trace)
                .header("Cookie", "a=b")
                .header("X-Other", "c"));

        assertThat(answer.headers().firstValue("x-correlation-id")).hasValue("mine-1");
        for (TestSubgraph subgraph : new TestSubgraph[] {shop.accounts, shop.payments}) {
            Map<String, ?> headers = subgraph.calls().getFirst().headers();
            assertThat(headers).doesNotContainKeys("Cookie", "X-other");
            assertThat(subgraph.calls().getFirst().headers().getFirst("Authorization"))
                    .isEqualTo("Basic abc");
            assertThat(subgraph.calls().getFirst().headers().getFirst("X-Correlation-Id"))
                    .isEqualTo("mine-1");
            assertThat(subgraph.calls().getFirst().headers().getFirst("traceparent"))
                    .as("the client's trace, with the gateway's own span in it")
                    .startsWith("00-4bf92f3577b34da6a3ce929d0e0e4736-")
                    .endsWith("-01")
                    .isNotEqualTo(trace);
        }
    }

    @Test
    void a_correlation_id_that_could_harm_a_log_is_replaced() throws Exception {
        HttpResponse<String> answer =
                client.send(client.post("{\"query\":\"{ nope }\"}").header("X-Correlation-Id", "a b{}<script>"));

        String given = answer.headers().firstValue("x-correlation-id").orElse("");
        assertThat(given).hasSize(36);
        assertThat(answer.body()).contains("\"correlationId\":\"" + given + "\"");
    }

    @Test
    void a_subgraph_that_misbehaves_costs_its_own_fields_only() throws Exception {
        Map<String, TestSubgraph.Misbehaviour> ways = Map.of(
                "html", exchange -> TestSubgraph.answer(exchange, 502, "<html>Bad Gateway</html>"),
                "no json", exchange -> TestSubgraph.answer(exchange, 200, "{\"data\":{\"_entities\":[{"),
                "no entities", exchange -> TestSubgraph.answer(exchange, 200, "{\"data\":{\"_entities\":5}}"),
                "another type", exchange -> TestSubgraph.answer(exchange, 200, "[1,2]"),
                "hanging", exchange -> Thread.currentThread().join(Duration.ofSeconds(3)),
                "closing", exchange -> exchange.getResponseBody().close(),
                "endless", GatewayIT::endless);
        for (Map.Entry<String, TestSubgraph.Misbehaviour> way : ways.entrySet()) {
            shop.payments.misbehave(way.getValue());
            JsonNode answer = client.read("{ me { name credit } wallet(id: 1) { id } }");

            assertThat(answer.at("/data/me/name").asString()).as(way.getKey()).isEqualTo("User 1");
            assertThat(answer.at("/data/me/credit").isNull()).as(way.getKey()).isTrue();
            assertThat(answer.at("/errors/0/path/0").asString())
                    .as(way.getKey())
                    .isIn("me", "wallet");
            for (JsonNode error : answer.at("/errors")) {
                assertThat(error.at("/extensions/code").asString())
                        .as(way.getKey())
                        .isEqualTo("DOWNSTREAM_SERVICE_ERROR");
                assertThat(error.toString()).as(way.getKey()).doesNotContain("payments", "127.0.0.1");
            }
        }
    }

    private static void endless(com.sun.net.httpserver.HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 0);
        byte[] chunk = new byte[64 * 1024];
        for (int i = 0; i < 800; i++) {
            exchange.getResponseBody().write(chunk);
        }
    }

    @Test
    void a_query_is_sent_again_when_its_connection_breaks_but_a_mutation_is_not() throws Exception {
        shop.accounts.misbehave(exchange -> shop.accounts.misbehave(null));
        assertThat(client.ask("{ me { name } }")).isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\"}}}");
        assertThat(shop.accounts.calls()).hasSize(2);

        shop.accounts.misbehave(exchange -> shop.accounts.misbehave(null));
        assertThat(client.ask("mutation { rename(id: 1, name: \"x\") { name } }"))
                .startsWith("{\"data\":null,\"errors\":[")
                .contains("DOWNSTREAM_SERVICE_ERROR", "Whether the change was made is not known");
        assertThat(shop.accounts.calls()).hasSize(3);
    }

    @Test
    void a_subgraph_that_is_gone_is_told_at_once() throws Exception {
        shop.payments.close();

        JsonNode answer = client.read("{ me { name limit } }");

        assertThat(answer.at("/data/me").isNull()).isTrue();
        assertThat(answer.at("/errors/0/message").asString()).contains("cannot be reached");
        assertThat(answer.at("/errors").size()).isEqualTo(1);
    }

    @Test
    void questions_about_the_schema_are_answered_beside_data() throws Exception {
        JsonNode answer = client.read(
                "query Q { me { name } __schema { queryType { name } } t: __type(name: \"Wallet\") { fields { name } } }");

        assertThat(answer.at("/data/me/name").asString()).isEqualTo("User 1");
        assertThat(answer.at("/data/__schema/queryType/name").asString()).isEqualTo("Query");
        assertThat(answer.at("/data/t/fields").size()).isEqualTo(4);
    }

    @Test
    void clients_do_not_see_what_is_only_for_the_gateway() throws Exception {
        assertThat(client.ask("{ __schema { types { name } queryType { fields { name } } } }"))
                .doesNotContain("_Entity", "_service", "_Any", "_entities");
    }
}
