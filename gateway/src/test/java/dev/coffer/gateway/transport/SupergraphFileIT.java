package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SupergraphFileIT {
    private final Shop shop = new Shop();

    @AfterEach
    void stop() {
        shop.close();
    }

    @Test
    void a_composed_supergraph_is_served_from_its_file_and_again_when_the_file_changes(@TempDir Path folder)
            throws Exception {
        Path file = folder.resolve("supergraph.graphqls");
        Files.writeString(file, composed().supergraph());
        try (GatewayServer gateway = GatewayServer.start(GatewayOptions.of(new SchemaSource.SupergraphFile(file, true))
                        .withAddress("127.0.0.1", 0));
                HttpProbe client = new HttpProbe(gateway.url())) {
            assertThat(client.ask("{ me { name limit } }"))
                    .isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\",\"limit\":7}}}");

            shop.accounts.changeSchema(Shop.ACCOUNTS.replace("email: String", "email: String nickname: String"));
            Files.writeString(file, composed().supergraph());
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.ask("{ me { nickname } }").equals("{\"data\":{\"me\":{\"nickname\":null}}}"));

            Files.writeString(file, "type Query { broken");
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.send(client.request("/metrics"))
                            .body()
                            .contains("coffer_gateway_schema_reloads_total{result=\"refused\"} 1.0"));
            assertThat(client.ask("{ me { nickname } }")).isEqualTo("{\"data\":{\"me\":{\"nickname\":null}}}");
        }
    }

    @Test
    void the_composed_api_holds_nothing_of_federation_and_a_plan_can_be_shown() {
        ComposeSubgraphs.Outcome.Composed composed = composed();

        assertThat(composed.supergraph())
                .contains("join__graph", shop.accounts.url().toString());
        assertThat(composed.api()).contains("type Wallet").doesNotContain("join__", "@key", "_entities");
        assertThat(ExplainPlan.explain(composed.supergraph(), "{ me { name wallets { id } } }", null))
                .isInstanceOfSatisfying(
                        ExplainPlan.Outcome.Planned.class,
                        planned -> assertThat(planned.text()).contains("accounts", "payments", "_entities"));
        assertThat(ExplainPlan.explain(composed.supergraph(), "{ nope }", null))
                .isInstanceOfSatisfying(
                        ExplainPlan.Outcome.Refused.class,
                        refused -> assertThat(refused.errors())
                                .singleElement()
                                .asString()
                                .startsWith("GRAPHQL_VALIDATION_FAILED: ")
                                .contains("line 1"));
    }

    @Test
    void composing_without_a_subgraph_says_which_one_is_missing() {
        shop.payments.close();

        assertThat(ComposeSubgraphs.compose(shop.config()))
                .isInstanceOfSatisfying(
                        ComposeSubgraphs.Outcome.Failed.class,
                        failed -> assertThat(failed.errors())
                                .singleElement()
                                .asString()
                                .contains("payments at"));
    }

    private ComposeSubgraphs.Outcome.Composed composed() {
        if (ComposeSubgraphs.compose(shop.config()) instanceof ComposeSubgraphs.Outcome.Composed composed) {
            return composed;
        }
        throw new AssertionError("the shop does not compose");
    }
}
