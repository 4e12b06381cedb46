package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.NodePeers;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Clients and auditors by others: graphql-ws, graphql-sse, Apollo Client, urql, and the server audits of graphql-http. */
class NodePeersIT {
    private static final int AUDITS = 61;

    private final Shop shop = new Shop();
    private final LiveSubgraph live = new LiveSubgraph();
    private GatewayServer gateway = start(true);

    @BeforeAll
    static void install() {
        NodePeers.install();
    }

    private GatewayServer start(boolean isCsrfGuarded) {
        SubgraphConfig config = SubgraphConfig.of(List.of(
                new SubgraphConfig.Subgraph("accounts", shop.accounts.url()),
                new SubgraphConfig.Subgraph("live", live.url())));
        return GatewayServer.start(GatewayOptions.of(new SchemaSource.Subgraphs(config, false))
                .withAddress("127.0.0.1", 0)
                .withCsrfGuard(isCsrfGuarded)
                .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(2)));
    }

    @BeforeEach
    void forget() {
        live.streams().clear();
    }

    @AfterEach
    void stop() {
        gateway.close();
        live.close();
        shop.close();
    }

    private String url(String scheme, String path) {
        return scheme + "://127.0.0.1:" + gateway.port() + path;
    }

    private void sends_three_events_to(NodePeers.Run client) {
        await().atMost(Duration.ofSeconds(30)).until(() -> !live.streams().isEmpty());
        LiveSubgraph.Stream upstream = live.streams().getFirst();
        for (int i = 1; i <= 3; i++) {
            upstream.send(LiveSubgraph.wallet(i, 10 * i));
        }
        List<String> lines = client.finish();
        for (int i = 1; i <= 3; i++) {
            assertThat(lines.get(i - 1))
                    .isEqualTo("{\"data\":{\"walletChanged\":{\"balance\":" + 10 * i + ",\"owner\":{\"name\":\"User "
                            + i + "\"}}}}");
        }
        assertThat(lines.getLast()).isEqualTo("done");
        await().until(upstream::isClosed);
    }

    @Test
    void graphql_ws_is_told_events_with_fields_of_another_subgraph() {
        try (NodePeers.Run client =
                NodePeers.run("subscribe-ws.js", url("ws", "/graphql"), SubscriptionIT.WITH_OWNER, "3", "Basic abc")) {
            sends_three_events_to(client);
            assertThat(live.streams().getFirst().headers().get("authorization")).isEqualTo("Basic abc");
        }
    }

    @Test
    void graphql_sse_is_told_events_by_a_stream_for_each_operation() {
        try (NodePeers.Run client = NodePeers.run(
                "subscribe-sse.js", url("http", "/graphql"), SubscriptionIT.WITH_OWNER, "3", "false", "Basic abc")) {
            sends_three_events_to(client);
            assertThat(live.streams().getFirst().headers().get("authorization")).isEqualTo("Basic abc");
        }
    }

    @Test
    void graphql_sse_is_told_events_by_one_stream_for_all() {
        try (NodePeers.Run client = NodePeers.run(
                "subscribe-sse.js", url("http", "/graphql/stream"), SubscriptionIT.WITH_OWNER, "3", "true")) {
            sends_three_events_to(client);
        }
    }

    @Test
    void the_persisted_queries_of_apollo_client_and_urql_are_learned_once() {
        try (NodePeers.Run clients = NodePeers.run("persisted.js", url("http", "/graphql"), "{ me { name } }")) {
            List<String> lines = clients.finish();
            String answer = " {\"me\":{\"name\":\"User 1\"}}";
            // Apollo Client adds __typename to the document, so the two have each their own hash.
            String typed = " {\"me\":{\"name\":\"User 1\",\"__typename\":\"User\"}}";
            assertThat(lines)
                    .containsExactly("apollo 2" + typed, "apollo 1" + typed, "urql 2" + answer, "urql 1" + answer);
        }
    }

    @Test
    void all_audits_of_graphql_http_pass() {
        gateway.close();
        // The audits send GETs without a header of their own, which is what the guard is there to refuse.
        gateway = start(false);
        try (NodePeers.Run audit = NodePeers.run("audit-http.js", url("http", "/graphql"))) {
            List<String> lines = audit.finish();
            assertThat(lines).hasSize(AUDITS).allMatch(line -> line.startsWith("ok\t"));
        }
    }
}
