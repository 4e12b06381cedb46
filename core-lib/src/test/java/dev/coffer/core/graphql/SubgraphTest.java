package dev.coffer.core.graphql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.graphql.sample.SampleApplication;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Revocation;
import dev.coffer.core.ops.ServiceLauncher;
import dev.coffer.core.testkit.TestTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A real DGS service over HTTP: what the rooms graphql, permission, identity and ops promise to every subgraph. */
class SubgraphTest {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static TestTokens tokens;
    private static ConfigurableApplicationContext service;
    private static HttpClient http;

    @BeforeAll
    static void start() {
        tokens = TestTokens.start();
        http = HttpClient.newHttpClient();
        service = ServiceLauncher.launch(
                SampleApplication.class,
                "sample",
                Map.of(
                        "server.port",
                        "0",
                        "coffer.identity.jwks-uri",
                        tokens.jwksUri(),
                        "coffer.stores.enabled",
                        "false"));
    }

    @AfterAll
    static void stop() {
        service.close();
        http.close();
        tokens.close();
    }

    @Test
    void a_public_field_answers_without_a_token() {
        assertThat(ask("{ hello }", null).at("/data/hello").asString()).isEqualTo("hello");
    }

    @Test
    void a_guarded_field_without_a_token_is_unauthenticated() {
        JsonNode answer = ask("{ parcel(id: \"ann\") { id } hello }", null);
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.at("/errors/0/extensions/classification").asString()).isEqualTo("UNAUTHENTICATED");
        assertThat(answer.at("/errors/0/extensions/correlationId").asString()).isNotBlank();
        assertThat(answer.at("/data/hello").asString()).isEqualTo("hello");
        assertThat(answer.at("/data/parcel").isNull()).isTrue();
    }

    @Test
    void the_caller_sees_what_is_theirs_and_not_what_is_anothers() {
        String query = "{ parcelsOf(userId: \"ann\") { id worth { amount currency } sentAt } }";
        JsonNode own = ask(query, tokens.user("ann"));
        assertThat(own.at("/data/parcelsOf/0/worth/amount").asString()).isEqualTo("1.00");
        assertThat(own.at("/data/parcelsOf/0/sentAt").asString()).isEqualTo("2026-01-02T03:04:05Z");
        assertThat(ask(query, tokens.user("bob"))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        assertThat(ask(query, tokens.user("olga", "main", "operator"))
                        .at("/data/parcelsOf/0/id")
                        .asString())
                .isEqualTo("parcel-of-ann");
    }

    @Test
    void fields_of_an_entity_are_guarded_when_reached_through_entities() {
        String query = "{ _entities(representations: [{__typename: \"Parcel\", id: \"ann\"}])"
                + " { ... on Parcel { id worth { amount } } } }";
        assertThat(ask(query, tokens.user("ann"))
                        .at("/data/_entities/0/worth/amount")
                        .asString())
                .isEqualTo("1.00");
        assertThat(ask(query, tokens.user("bob"))
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("FORBIDDEN");
        assertThat(ask(query, null).at("/errors/0/extensions/code").asString()).isEqualTo("UNAUTHENTICATED");
    }

    @Test
    void a_token_that_is_limited_to_scopes_does_nothing_else() {
        String query = "{ parcelsOf(userId: \"bob\") { id worth { amount } } }";
        assertThat(ask(query, limited("openid wallet:read"))
                        .at("/data/parcelsOf/0/worth/amount")
                        .asString())
                .isEqualTo("1.00");
        for (String scope : Set.of("", "openid", "wallet:read:own", "transfer:*")) {
            JsonNode answer = ask(query, limited(scope));
            assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
            assertThat(answer.at("/errors/0/message").asString()).contains("lacks the scope 'wallet:read'");
            assertThat(ask("{ hello }", limited(scope)).at("/data/hello").asString())
                    .isEqualTo("hello");
        }
    }

    @Test
    void who_acts_as_somebody_sees_what_they_see_and_changes_nothing() {
        String acting = tokens.mint(
                new Caller("ann", "main", Set.of("user", "admin"), "s"),
                claims -> claims.claim("act", Map.of("sub", "olga")),
                header -> header);
        String weigh = "mutation { weigh(input: {amount: {amount: \"1.00\", currency: \"EUR\"}}) { __typename } }";

        assertThat(ask("{ parcelsOf(userId: \"ann\") { id } }", acting)
                        .at("/data/parcelsOf")
                        .isArray())
                .isTrue();
        JsonNode answer = ask(weigh, acting);
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("FORBIDDEN");
        assertThat(answer.at("/errors/0/message").asString()).contains("changes nothing");
        assertThat(ask(weigh, tokens.user("ann")).path("errors").isMissingNode())
                .isTrue();
    }

    private static String limited(String scope) {
        return tokens.mint(
                new Caller("olga", "main", Set.of("operator"), "s"),
                claims -> claims.claim("scope", scope),
                header -> header);
    }

    @Test
    void a_forged_or_expired_token_says_what_is_wrong_with_it() {
        Caller ann = new Caller("ann", "main", Set.of("admin"), "s");
        String expired = tokens.mint(
                ann, claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(60))), header -> header);
        String otherAudience = tokens.mint(ann, claims -> claims.audience("else"), header -> header);
        String otherKey = tokens.mint(ann, claims -> claims, header -> header.keyID("unknown"));
        assertThat(message(expired)).contains("expired");
        assertThat(message(otherAudience)).contains("audience");
        assertThat(message(otherKey)).contains("key");
        assertThat(message("not-a-token")).contains("not a well-formed JWT");
        try (TestTokens stranger = TestTokens.start()) {
            String forged = stranger.mint(
                    ann, claims -> claims, header -> header.keyID(tokens.key().getKeyID()));
            assertThat(message(forged)).contains("signature");
        }
    }

    @Test
    void a_token_whose_session_has_ended_says_so_within_a_second() {
        Caller leaving = new Caller("ann", "main", Set.of("user"), "session-that-ends");
        String token = tokens.mint(leaving);
        String query = "{ parcelsOf(userId: \"ann\") { id } }";
        assertThat(ask(query, token).at("/data/parcelsOf/0/id").isMissingNode()).isFalse();

        tokens.revoke(Revocation.ofSession(leaving.sessionId(), Instant.now().plusSeconds(600)));

        await().atMost(Duration.ofSeconds(1))
                .until(() ->
                        ask(query, token).at("/errors/0/message").asString().contains("ended"));
        assertThat(message(token)).contains("sign in");
        assertThat(ask(query, tokens.user("ann")).at("/data/parcelsOf/0/id").isMissingNode())
                .isFalse();
    }

    private static String message(String token) {
        JsonNode answer = ask("{ parcel(id: \"ann\") { id } }", token);
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("UNAUTHENTICATED");
        return answer.at("/errors/0/message").asString();
    }

    @Test
    void amounts_that_do_not_fit_name_the_field_and_what_is_wrong() {
        assertThat(weigh("12.50", "EUR").at("/data/weigh/worth/amount").asString())
                .isEqualTo("12.50");
        assertThat(weigh("0.13", "EUR").at("/data/weigh/code").asString()).isEqualTo("UNLUCKY");
        assertInvalid(weigh("1.005", "EUR"), "more decimals than EUR allows (2)");
        assertInvalid(weigh("0", "EUR"), "must be more than zero");
        assertInvalid(weigh("-5", "EUR"), "must be more than zero");
        assertInvalid(weigh("92233720368547758.08", "EUR"), "beyond what an amount");
        assertInvalid(weigh("1", "XXQ"), "'XXQ' is not known");
        JsonNode number = ask(
                "mutation { weigh(input: {amount: {amount: 12.5, currency: \"EUR\"}}) { __typename } }",
                tokens.user("ann"));
        assertThat(number.at("/errors/0/extensions/code").asString()).isEqualTo("GRAPHQL_VALIDATION_FAILED");
    }

    private static JsonNode weigh(String amount, String currency) {
        return ask(
                "mutation { weigh(input: {amount: {amount: \"" + amount + "\", currency: \"" + currency + "\"}})"
                        + " { ... on Parcel { worth { amount } } ... on Refusal { code } } }",
                tokens.user("ann"));
    }

    private static void assertInvalid(JsonNode answer, String words) {
        assertThat(answer.at("/errors/0/extensions/code").asString()).isEqualTo("INVALID_INPUT");
        assertThat(answer.at("/errors/0/extensions/field").asString()).isEqualTo("input.amount");
        assertThat(answer.at("/errors/0/message").asString()).contains(words);
    }

    @Test
    void errors_are_coded_and_internals_never_leak() {
        assertThat(ask("{ fail(how: \"x\") }", null)
                        .at("/errors/0/extensions/code")
                        .asString())
                .isEqualTo("NOT_FOUND");
        JsonNode bug = ask("{ fail(how: \"bug\") }", null);
        assertThat(bug.at("/errors/0/extensions/code").asString()).isEqualTo("INTERNAL");
        assertThat(bug.toString()).doesNotContain("secret detail");
        assertThat(ask("{ hello", null).at("/errors/0/extensions/code").asString())
                .isEqualTo("GRAPHQL_PARSE_FAILED");
        assertThat(ask("{ nosuchfield }", null).at("/errors/0/extensions/code").asString())
                .isEqualTo("GRAPHQL_VALIDATION_FAILED");
        String aliases = "{ " + "a: hello ".repeat(1) + manyAliases() + "}";
        assertThat(ask(aliases, null).at("/errors/0/extensions/code").asString())
                .isEqualTo("GRAPHQL_LIMIT_EXCEEDED");
    }

    private static String manyAliases() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 1_100; i++) {
            text.append("b").append(i).append(": hello ");
        }
        return text.toString();
    }

    @Test
    void health_and_metrics_answer_without_a_token() throws IOException, InterruptedException {
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).contains("\"ready\":true");
        assertThat(get("/metrics").body()).contains("jvm_memory_used_bytes");
    }

    @Test
    void the_subgraph_schema_is_published_for_federation() {
        String sdl = ask("{ _service { sdl } }", null).at("/data/_service/sdl").asString();
        assertThat(sdl).contains("type Parcel", "@key(fields : \"id\"", "https://specs.apollo.dev/federation/v2.9");
    }

    private static HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(address(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static URI address(String path) {
        String port = service.getEnvironment().getRequiredProperty("local.server.port");
        return URI.create("http://127.0.0.1:" + port + path);
    }

    private static JsonNode ask(String query, @Nullable String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(address("/graphql"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JSON.writeValueAsString(Map.of("query", query))));
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return JSON.readTree(http.send(request.build(), HttpResponse.BodyHandlers.ofString())
                    .body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
