package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.HttpVerificationKeys;
import dev.coffer.core.identity.IdentitySettings;
import dev.coffer.core.identity.JwtVerifier;
import dev.coffer.core.identity.Revocations;
import dev.coffer.core.testkit.TestTokens;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Who may see what, through a running gateway with real tokens. */
class AccessIT {
    private static final String LINK = "extend schema @link(url: \"https://specs.apollo.dev/federation/v2.9\","
            + " import: [\"@key\", \"@external\", \"@requires\", \"@authenticated\", \"@requiresScopes\", \"@policy\"])\n";
    private static final String PEOPLE = LINK + """
            type Query { me: Person @authenticated person(id: ID!): Person! people: [Person!] anyone: Animal open: String }
            type Mutation { greet(id: ID!): Person banish(id: ID!): Boolean @policy(policies: [["judge", "sheriff"], ["king"]]) }
            type Person @key(fields: "id") { id: ID! name: String! email: String @requiresScopes(scopes: [["email"], ["all"]])
              oath: String! @authenticated weight: Int @authenticated }
            union Animal = Person | Cat
            type Cat @policy(policies: [["king"]]) { name: String }
            """;
    private static final String PARCELS = LINK + """
            type Person @key(fields: "id") { id: ID! weight: Int @external postage: Int @authenticated @requires(fields: "weight")
              parcels: Int }
            """;

    private final TestTokens tokens = TestTokens.start();
    private final TestSubgraph people = new TestSubgraph(
            PEOPLE,
            wiring -> wiring.type(
                            "Query",
                            type -> type.dataFetcher("me", environment -> person("1"))
                                    .dataFetcher("person", environment -> person(environment.getArgument("id")))
                                    .dataFetcher("people", environment -> List.of(person("1"), person("2")))
                                    .dataFetcher("anyone", environment -> Map.of("__typename", "Cat", "name", "Tom"))
                                    .dataFetcher("open", environment -> "open"))
                    .type(
                            "Mutation",
                            type -> type.dataFetcher("greet", environment -> person(environment.getArgument("id")))
                                    .dataFetcher("banish", environment -> true))
                    .type(
                            "Animal",
                            type -> type.typeResolver(
                                    environment -> environment.getSchema().getObjectType("Cat"))),
            representation -> person(String.valueOf(representation.get("id"))));
    private final TestSubgraph parcels = new TestSubgraph(
            PARCELS,
            wiring -> {},
            representation -> new HashMap<>(Map.of(
                    "__typename",
                    "Person",
                    "id",
                    String.valueOf(representation.get("id")),
                    "postage",
                    5,
                    "parcels",
                    3)));
    private GatewayServer gateway = start(true);
    private HttpProbe client = new HttpProbe(gateway.url());

    private static Map<String, Object> person(@Nullable Object id) {
        return new HashMap<>(Map.of(
                "__typename",
                "Person",
                "id",
                String.valueOf(id),
                "name",
                "P" + id,
                "email",
                "p@x",
                "oath",
                "sworn",
                "weight",
                70));
    }

    private GatewayServer start(boolean verifies) {
        SubgraphConfig config = new SubgraphConfig(
                List.of(
                        new SubgraphConfig.Subgraph("people", people.url()),
                        new SubgraphConfig.Subgraph("parcels", parcels.url())),
                Duration.ofMillis(100));
        Clock clock = Clock.systemUTC();
        IdentitySettings settings = new IdentitySettings(
                TestTokens.ISSUER, TestTokens.AUDIENCE, URI.create(tokens.jwksUri()), Duration.ofSeconds(5));
        EdgeIdentity identity = new EdgeIdentity(
                new JwtVerifier(settings, new HttpVerificationKeys(settings.jwksUri(), clock), clock),
                Revocations.NONE,
                clock);
        return GatewayServer.start(GatewayOptions.of(new SchemaSource.Subgraphs(config, false))
                .withAddress("127.0.0.1", 0)
                .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(5))
                .withIdentity(verifies ? identity : null));
    }

    @AfterEach
    void stop() {
        client.close();
        gateway.close();
        people.close();
        parcels.close();
        tokens.close();
    }

    private String token(String scopes, String... roles) {
        Caller caller = new Caller("ann", "main", Set.of(roles), "s1");
        return scopes.isEmpty()
                ? tokens.mint(caller)
                : tokens.mint(caller, claims -> claims.claim("scope", scopes), header -> header);
    }

    private HttpResponse<String> send(String query, @Nullable String token) throws Exception {
        var request = client.post(JsonMapper.shared().writeValueAsString(Map.of("query", query)));
        return client.send(token == null ? request : request.header("authorization", "Bearer " + token));
    }

    private JsonNode ask(String query, @Nullable String token) throws Exception {
        HttpResponse<String> response = send(query, token);
        assertThat(response.statusCode()).isEqualTo(200);
        return JsonMapper.shared().readTree(response.body());
    }

    private String sent() {
        return people.calls().toString() + parcels.calls();
    }

    private static List<String> errorsOf(JsonNode answer) {
        return answer.path("errors").values().stream()
                .map(error ->
                        error.path("path") + " " + error.at("/extensions/code").asString("none"))
                .toList();
    }

    @Test
    void a_stranger_gets_null_and_an_error_and_no_subgraph_hears_of_it() throws Exception {
        JsonNode answer = ask("{ who: me { name } open }", null);

        assertThat(answer.get("data").toString()).isEqualTo("{\"who\":null,\"open\":\"open\"}");
        assertThat(errorsOf(answer)).containsExactly("[\"who\"] UNAUTHORIZED_FIELD_OR_TYPE");
        assertThat(sent()).contains("open").doesNotContain("me{");
        assertThat(errorsOf(ask("{ me { name } }", token("")))).isEmpty();
    }

    @Test
    void a_field_of_a_list_is_denied_at_each_item_and_null_rises_from_where_it_must_not_be() throws Exception {
        JsonNode emails = ask("{ people { name email } }", token(""));
        JsonNode oaths = ask("{ people { name oath } }", null);

        assertThat(emails.get("data").toString())
                .isEqualTo("{\"people\":[{\"name\":\"P1\",\"email\":null},{\"name\":\"P2\",\"email\":null}]}");
        assertThat(errorsOf(emails))
                .containsExactly(
                        "[\"people\",0,\"email\"] UNAUTHORIZED_FIELD_OR_TYPE",
                        "[\"people\",1,\"email\"] UNAUTHORIZED_FIELD_OR_TYPE");
        assertThat(oaths.get("data").toString()).isEqualTo("{\"people\":null}");
        assertThat(errorsOf(oaths)).containsExactly("[\"people\",0,\"oath\"] UNAUTHORIZED_FIELD_OR_TYPE");
        assertThat(ask("{ person(id: 1) { oath } }", null).toString()).startsWith("{\"data\":null,");
        assertThat(sent()).doesNotContain("email", "oath");
    }

    @Test
    void two_users_with_different_scopes_never_share_a_plan() throws Exception {
        String query = "{ person(id: 1) { name email } }";

        assertThat(ask(query, token("email")).at("/data/person/email").asString())
                .isEqualTo("p@x");
        assertThat(ask(query, token("mail")).at("/data/person/email").isNull()).isTrue();
        assertThat(ask(query, token("x all y")).at("/data/person/email").asString())
                .isEqualTo("p@x");
        assertThat(ask(query, token("", "email")).at("/data/person/email").isNull())
                .isTrue();
        assertThat(ask(query, null).at("/data/person/email").isNull()).isTrue();
    }

    @Test
    void policies_are_roles_and_all_of_one_alternative_are_needed() throws Exception {
        String mutation = "mutation { greet(id: 1) { name } banish(id: 1) }";

        JsonNode denied = ask(mutation, token("king", "judge"));
        assertThat(denied.get("data").toString()).isEqualTo("{\"greet\":{\"name\":\"P1\"},\"banish\":null}");
        assertThat(sent()).contains("greet").doesNotContain("banish");
        assertThat(ask(mutation, token("", "judge", "sheriff"))
                        .at("/data/banish")
                        .asBoolean())
                .isTrue();
        assertThat(ask(mutation, token("", "king")).at("/data/banish").asBoolean())
                .isTrue();
    }

    @Test
    void a_member_of_a_union_is_told_by_name_only() throws Exception {
        JsonNode answer = ask("{ anyone { __typename ... on Cat { name } } }", token("", "judge"));

        assertThat(answer.get("data").toString()).isEqualTo("{\"anyone\":{\"__typename\":\"Cat\",\"name\":null}}");
        assertThat(errorsOf(answer)).containsExactly("[\"anyone\",\"name\"] UNAUTHORIZED_FIELD_OR_TYPE");
        assertThat(ask("{ anyone { ... on Cat { name } } }", token("", "king"))
                        .at("/data/anyone/name")
                        .asString())
                .isEqualTo("Tom");
    }

    @Test
    void what_a_field_requires_is_fetched_for_those_who_may_see_the_field() throws Exception {
        assertThat(ask("{ person(id: 1) { postage parcels } }", null)
                        .get("data")
                        .toString())
                .isEqualTo("{\"person\":{\"postage\":null,\"parcels\":3}}");
        assertThat(sent()).doesNotContain("weight", "postage");
        assertThat(ask("{ person(id: 1) { postage } }", token(""))
                        .at("/data/person/postage")
                        .asInt())
                .isEqualTo(5);
        assertThat(sent()).contains("weight", "postage");
    }

    @Test
    void a_token_that_cannot_be_verified_shows_nothing() throws Exception {
        assertThat(send("{ me { name } }", token("") + "x").statusCode()).isEqualTo(401);
        assertThat(errorsOf(JsonMapper.shared()
                        .readTree(client.send(client.post("{\"query\":\"{ me { name } }\"}")
                                        .header("authorization", "Basic abc"))
                                .body())))
                .containsExactly("[\"me\"] UNAUTHORIZED_FIELD_OR_TYPE");
    }

    @Test
    void questions_about_the_schema_are_answered_to_everybody() throws Exception {
        JsonNode answer = ask("{ __type(name: \"Person\") { fields { name } } __typename }", null);

        assertThat(answer.toString()).contains("email", "oath").doesNotContain("errors", "authenticated");
    }

    @Test
    void a_gateway_that_verifies_no_tokens_shows_nothing_that_is_guarded() throws Exception {
        client.close();
        gateway.close();
        gateway = start(false);
        client = new HttpProbe(gateway.url());

        assertThat(errorsOf(ask("{ me { name } }", token("all", "king"))))
                .containsExactly("[\"me\"] UNAUTHORIZED_FIELD_OR_TYPE");
        assertThat(people.calls()).isEmpty();
    }

    @Test
    void subscriptions_are_cut_or_refused_by_the_token_that_they_come_with() {
        LiveSubgraph live = new LiveSubgraph();
        live.changeSchema(LINK + """
                type Query { live: Boolean }
                type Subscription { walletChanged: Wallet! secretly: Wallet! @authenticated }
                type Wallet { id: ID! balance: Int @requiresScopes(scopes: [["balance"]]) }
                """);
        SubgraphConfig config =
                new SubgraphConfig(List.of(new SubgraphConfig.Subgraph("live", live.url())), Duration.ofMillis(100));
        try (live;
                GatewayServer server = GatewayServer.start(GatewayOptions.of(new SchemaSource.Subgraphs(config, false))
                        .withAddress("127.0.0.1", 0)
                        .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(5)));
                LiveProbe probe = new LiveProbe(server.url())) {
            LiveProbe.Stream refused = probe.subscribe("subscription { secretly { id } }");
            await().until(refused::isEnded);
            assertThat(refused.text()).contains("UNAUTHORIZED_FIELD_OR_TYPE");
            assertThat(live.streams()).isEmpty();

            LiveProbe.Stream cut = probe.subscribe("subscription { walletChanged { id balance } }");
            await().until(() -> !live.streams().isEmpty());
            assertThat(live.streams().getLast().request().getString("query")).doesNotContain("balance");
            live.streams().getLast().send("{\"data\":{\"walletChanged\":{\"id\":\"w1\"}}}");
            await().until(() -> !cut.events("next").isEmpty());
            assertThat(cut.events("next").getFirst())
                    .contains("{\"id\":\"w1\",\"balance\":null}", "[\"walletChanged\",\"balance\"]");
        }
    }
}
