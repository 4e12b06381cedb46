package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HttpRulesIT {
    private final Shop shop = new Shop();
    private final GatewayServer gateway = GatewayServer.start(GatewayIT.options(shop));
    private final HttpProbe client = new HttpProbe(gateway.url());

    @BeforeAll
    void isReady() throws Exception {
        assertThat(client.send(client.request("/health/ready")).statusCode()).isEqualTo(200);
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        shop.close();
    }

    private HttpResponse<String> post(String accept, String body) throws Exception {
        return client.send(client.request()
                .header("content-type", "application/json")
                .header("accept", accept)
                .POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    @Test
    void the_answer_has_the_type_that_the_client_prefers() throws Exception {
        String body = "{\"query\":\"{ __typename }\"}";
        String graphQl = "application/graphql-response+json; charset=utf-8";
        String json = "application/json; charset=utf-8";
        assertThat(type(post("application/graphql-response+json", body))).isEqualTo(graphQl);
        assertThat(type(post("application/json", body))).isEqualTo(json);
        assertThat(type(post("*/*", body))).isEqualTo(json);
        assertThat(type(post("text/html, application/json;q=0.5, application/graphql-response+json;q=0.9", body)))
                .isEqualTo(graphQl);
        assertThat(type(client.send(client.request()
                        .header("content-type", "application/json; charset=utf-8")
                        .POST(HttpRequest.BodyPublishers.ofString(body)))))
                .isEqualTo(json);
        assertThat(post("text/html", body).statusCode()).isEqualTo(406);
    }

    private static String type(HttpResponse<String> response) {
        assertThat(response.statusCode()).isEqualTo(200);
        return response.headers().firstValue("content-type").orElse("none");
    }

    @Test
    void a_refused_operation_is_400_in_the_new_form_and_200_in_the_old() throws Exception {
        for (String body : List.of(
                "{\"query\":\"{ me { \"}",
                "{\"query\":\"{ nope }\"}",
                "{\"query\":\"query Q($id: ID!) { user(id: $id) { id } }\"}",
                "{\"query\":\"query A { __typename } query B { __typename }\"}")) {
            HttpResponse<String> strict = post("application/graphql-response+json", body);
            assertThat(strict.statusCode()).as(body).isEqualTo(400);
            assertThat(strict.body()).as(body).startsWith("{\"errors\":[");
            assertThat(post("application/json", body).statusCode()).as(body).isEqualTo(200);
        }
    }

    @Test
    void every_refusal_has_its_code_and_a_sentence() throws Exception {
        assertCode("{\"query\":\"{ me { \"}", "GRAPHQL_PARSE_FAILED", "line");
        assertCode("{\"query\":\"{ nope }\"}", "GRAPHQL_VALIDATION_FAILED", "nope");
        assertCode("{\"query\":\"{ user { id } }\"}", "GRAPHQL_VALIDATION_FAILED", "id");
        assertCode(
                "{\"query\":\"query Q($id: ID!) { user(id: $id) { id } }\",\"variables\":{\"id\":{}}}",
                "BAD_USER_INPUT",
                "$id is no ID");
        assertCode(
                "{\"query\":\"query A { __typename } query B { __typename }\"}",
                "OPERATION_NOT_FOUND",
                "operationName");
        assertCode("{\"query\":\"query A { __typename }\",\"operationName\":\"C\"}", "OPERATION_NOT_FOUND", "named C");
        assertCode(
                "{\"query\":\"{ " + "me { friends { ".repeat(11) + "id" + " } }".repeat(11) + " }\"}",
                "GRAPHQL_LIMIT_EXCEEDED",
                "23 fields below fields");
        assertCode(
                "{\"query\":\"{ me { " + "a: name b: name ".repeat(150) + " } }\"}",
                "GRAPHQL_LIMIT_EXCEEDED",
                "300 aliases");
        assertCode("{\"query\":\"{ " + "me { id } ".repeat(51) + " }\"}", "GRAPHQL_LIMIT_EXCEEDED", "51 root fields");
        assertCode("{\"query\":\"{ me { " + "name ".repeat(20_000) + " } }\"}", "GRAPHQL_LIMIT_EXCEEDED", "tokens");
    }

    private void assertCode(String body, String code, String word) throws Exception {
        HttpResponse<String> response = post("application/graphql-response+json", body);
        assertThat(HttpProbe.code(response)).as(response.body()).isEqualTo(code);
        assertThat(response.body()).contains(word);
        assertThat(response.statusCode()).isEqualTo(400);
    }

    @Test
    void a_body_that_is_no_request_is_400_in_either_form() throws Exception {
        for (String body : List.of(
                "",
                "{",
                "[]",
                "[{\"query\":\"{ __typename }\"}]",
                "{}",
                "{\"query\":1}",
                "{\"query\":\"\"}",
                "{\"query\":\"{ __typename }\",\"variables\":[]}",
                "{\"query\":\"{ __typename }\",\"operationName\":1}",
                "{\"query\":\"{ __typename }\",\"extensions\":\"x\"}")) {
            for (String accept : List.of("application/json", "application/graphql-response+json")) {
                HttpResponse<String> response = post(accept, body);
                assertThat(response.statusCode()).as(body).isEqualTo(400);
                assertThat(HttpProbe.code(response)).as(body).isEqualTo("BAD_REQUEST");
            }
        }
    }

    @Test
    void other_content_types_and_methods_are_refused() throws Exception {
        for (String type : List.of(
                "text/plain",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=x",
                "application/json; charset=latin-1")) {
            HttpResponse<String> response = client.send(client.request()
                    .header("content-type", type)
                    .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"{ __typename }\"}")));
            assertThat(response.statusCode()).as(type).isEqualTo(415);
            assertThat(HttpProbe.code(response)).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
        }
        HttpResponse<String> put = client.send(client.request().PUT(HttpRequest.BodyPublishers.ofString("{}")));
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("allow")).hasValue("GET, POST");
    }

    @Test
    void a_body_over_the_limit_is_413_declared_or_not() throws Exception {
        String large = "{\"query\":\"{ me { name } } #" + "x".repeat(600_000) + "\"}";
        assertThat(post("application/json", large).statusCode()).isEqualTo(413);
        HttpResponse<String> chunked = client.send(client.request()
                .header("content-type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofInputStream(() ->
                        new java.io.ByteArrayInputStream(large.getBytes(java.nio.charset.StandardCharsets.UTF_8)))));
        assertThat(chunked.statusCode()).isEqualTo(413);
        assertThat(HttpProbe.code(chunked)).isEqualTo("REQUEST_TOO_LARGE");
    }

    @Test
    void get_serves_queries_that_no_web_page_could_have_sent() throws Exception {
        HttpResponse<String> blocked = client.send(client.get("{ me { name } }"));
        assertThat(blocked.statusCode()).isEqualTo(403);
        assertThat(HttpProbe.code(blocked)).isEqualTo("CSRF_BLOCKED");

        HttpResponse<String> served = client.send(client.get("{ me { name } }").header("X-Coffer-Client", "test"));
        assertThat(served.body()).isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\"}}}");

        HttpResponse<String> mutation = client.send(
                client.get("mutation { rename(id: 1, name: \"x\") { id } }").header("X-Coffer-Client", "test"));
        assertThat(mutation.statusCode()).isEqualTo(405);
        assertThat(HttpProbe.code(mutation)).isEqualTo("METHOD_NOT_ALLOWED");
    }

    @Test
    void get_reads_variables_from_the_url() throws Exception {
        String query = "query Q($id: ID!) { user(id: $id) { name } }";
        java.net.URI url = java.net.URI.create(gateway.url() + "?query="
                + java.net.URLEncoder.encode(query, java.nio.charset.StandardCharsets.UTF_8)
                + "&variables=%7B%22id%22%3A%225%22%7D&operationName=Q");
        HttpResponse<String> response = client.send(
                HttpRequest.newBuilder(url).header("X-Coffer-Client", "test").GET());
        assertThat(response.body()).isEqualTo("{\"data\":{\"user\":{\"name\":\"User 5\"}}}");
    }

    @Test
    void fragments_that_contain_themselves_are_refused_quickly() throws Exception {
        assertCode(
                "{\"query\":\"{ me { ...A } } fragment A on User { friends { ...B } } fragment B on User { ...A }\"}",
                "GRAPHQL_VALIDATION_FAILED",
                "cycle");
        StringBuilder bomb = new StringBuilder("{ me { ...F0 } }");
        for (int i = 0; i < 18; i++) {
            bomb.append(" fragment F")
                    .append(i)
                    .append(" on User { a: friends { ...F")
                    .append(i + 1)
                    .append(" } b: friends { ...F")
                    .append(i + 1)
                    .append(" } }");
        }
        bomb.append(" fragment F18 on User { id }");
        assertCode("{\"query\":\"" + bomb + "\"}", "GRAPHQL_LIMIT_EXCEEDED", "fields");
    }

    @Test
    void operators_see_health_and_figures_and_developers_a_page() throws Exception {
        client.ask("{ me { limit } }");
        assertThat(client.send(client.request("/health/live")).body()).contains("\"live\":true");
        assertThat(client.send(client.request("/health/ready")).body()).contains("\"ready\":true");
        assertThat(client.send(client.request("/metrics")).body())
                .contains("coffer_gateway_requests_seconds_count{outcome=\"ok\"}")
                .contains("coffer_gateway_fetches_answered_seconds_count{subgraph=\"payments\"}")
                .contains("coffer_gateway_schema_reloads_total{result=\"applied\"} 1.0");
        assertThat(client.send(client.request("/graphiql")).body())
                .contains("/graphiql/start.js")
                .doesNotContain("https://", "http://");
        for (String part : List.of("start.js", "react.js", "react-dom.js", "graphiql.js", "graphiql.css")) {
            assertThat(client.send(client.request("/graphiql/" + part)).statusCode())
                    .as(part)
                    .isEqualTo(200);
        }
        assertThat(type(client.send(client.request("/graphql").header("Accept", "text/html,*/*;q=0.8"))))
                .startsWith("text/html");
        assertThat(client.send(client.request("/other")).statusCode()).isEqualTo(404);
    }
}
