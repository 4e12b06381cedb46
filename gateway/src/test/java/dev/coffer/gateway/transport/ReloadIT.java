package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReloadIT {

    private static GatewayOptions watching(SubgraphConfig config) {
        return GatewayOptions.of(new SchemaSource.Subgraphs(config, true))
                .withAddress("127.0.0.1", 0)
                .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(5));
    }

    @Test
    void a_good_new_schema_is_taken_over_and_a_bad_one_is_not() throws Exception {
        try (Shop shop = new Shop();
                GatewayServer gateway = GatewayServer.start(watching(shop.config()));
                HttpProbe client = new HttpProbe(gateway.url())) {
            assertThat(client.ask("{ me { nickname } }")).contains("GRAPHQL_VALIDATION_FAILED");

            shop.accounts.changeSchema(Shop.ACCOUNTS.replace("email: String", "email: String nickname: String"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.ask("{ me { nickname } }").equals("{\"data\":{\"me\":{\"nickname\":null}}}"));

            shop.payments.changeSchema(Shop.PAYMENTS.replace("limit: Int!", "limit: Int! name: Int"));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> client.send(client.request("/metrics"))
                            .body()
                            .contains("coffer_gateway_schema_reloads_total{result=\"refused\"} 1.0"));
            assertThat(client.ask("{ me { nickname limit } }"))
                    .isEqualTo("{\"data\":{\"me\":{\"nickname\":null,\"limit\":7}}}");
            assertThat(client.send(client.request("/health/ready")).statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void a_subgraph_that_goes_away_takes_no_schema_with_it() throws Exception {
        try (Shop shop = new Shop();
                GatewayServer gateway = GatewayServer.start(watching(shop.config()));
                HttpProbe client = new HttpProbe(gateway.url())) {
            shop.payments.close();
            shop.accounts.changeSchema(Shop.ACCOUNTS.replace("email: String", "email: String nickname: String"));

            await().atMost(Duration.ofSeconds(15))
                    .until(() -> client.ask("{ me { nickname } }").equals("{\"data\":{\"me\":{\"nickname\":null}}}"));
            assertThat(client.ask("{ me { name credit } }")).contains("DOWNSTREAM_SERVICE_ERROR");
        }
    }

    @Test
    void a_start_without_a_subgraph_says_which_one_is_missing() {
        try (Shop shop = new Shop()) {
            SubgraphConfig config = new SubgraphConfig(
                    List.of(
                            new SubgraphConfig.Subgraph("accounts", shop.accounts.url()),
                            new SubgraphConfig.Subgraph("ghost", URI.create("http://127.0.0.1:1/graphql"))),
                    Duration.ofMillis(100));
            assertThatThrownBy(() -> GatewayServer.start(
                            watching(config).withTimes(Duration.ofMillis(600), Duration.ofSeconds(1))))
                    .isInstanceOf(StartFailed.class)
                    .hasMessageContaining("ghost at http://127.0.0.1:1/graphql")
                    .hasMessageNotContaining("accounts at");
        }
    }

    @Test
    void a_start_with_a_schema_that_does_not_compose_says_all_that_is_wrong(@TempDir Path folder) throws Exception {
        Files.writeString(folder.resolve("a.graphqls"), "type Query { x: String }");
        Files.writeString(folder.resolve("b.graphqls"), "type Query { x: Int }");
        Path file = folder.resolve("subgraphs.yml");
        Files.writeString(file, """
                subgraphs:
                  - {name: a, url: "http://127.0.0.1:1", sdl: a.graphqls}
                  - {name: b, url: "http://127.0.0.1:2", sdl: b.graphqls}
                """);
        assertThatThrownBy(() -> GatewayServer.start(
                        watching(SubgraphConfig.read(file)).withTimes(Duration.ofMillis(300), Duration.ofSeconds(1))))
                .isInstanceOf(StartFailed.class)
                .hasMessageContaining("FIELD_TYPE_MISMATCH")
                .hasMessageContaining("Query.x");
    }

    @Test
    void a_gateway_that_waits_is_alive_but_not_ready_and_starts_when_the_last_subgraph_comes() throws Exception {
        try (Shop shop = new Shop()) {
            Path sdl = Files.createTempFile("late", ".graphqls");
            Files.delete(sdl);
            SubgraphConfig config = new SubgraphConfig(
                    List.of(
                            new SubgraphConfig.Subgraph("accounts", shop.accounts.url()),
                            new SubgraphConfig.Subgraph("late", URI.create("http://127.0.0.1:1/"), sdl, null)),
                    Duration.ofMillis(100));
            int port = freePort();
            CompletableFuture<GatewayServer> starting = CompletableFuture.supplyAsync(
                    () -> GatewayServer.start(watching(config).withAddress("127.0.0.1", port)));
            try (HttpProbe client = new HttpProbe(URI.create("http://127.0.0.1:" + port + "/graphql"))) {
                await().atMost(Duration.ofSeconds(10))
                        .ignoreExceptions()
                        .until(() -> client.send(client.request("/health/live")).statusCode() == 200);
                HttpResponse<String> ready = client.send(client.request("/health/ready"));
                assertThat(ready.statusCode()).isEqualTo(503);
                assertThat(HttpProbe.code(client.query("{ me { name } }", "{}")))
                        .isEqualTo("SCHEMA_NOT_READY");

                Files.writeString(sdl, "type Query { late: String }");
                try (GatewayServer gateway = starting.join()) {
                    assertThat(gateway.port()).isEqualTo(port);
                    assertThat(client.ask("{ me { name } }")).isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\"}}}");
                }
            } finally {
                Files.deleteIfExists(sdl);
            }
        }
    }

    @Test
    void a_gateway_that_stops_lets_requests_under_way_end() throws Exception {
        try (Shop shop = new Shop()) {
            GatewayServer gateway = GatewayServer.start(watching(shop.config()));
            try (HttpProbe client = new HttpProbe(gateway.url())) {
                CompletableFuture<Void> arrived = new CompletableFuture<>();
                CompletableFuture<Void> goOn = new CompletableFuture<>();
                shop.accounts.misbehave(exchange -> {
                    arrived.complete(null);
                    goOn.join();
                    TestSubgraph.answer(exchange, 200, "{\"data\":{\"me\":{\"name\":\"slow\"}}}");
                });
                CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> {
                    try {
                        return client.ask("{ me { name } }");
                    } catch (java.io.IOException | InterruptedException e) {
                        return e.toString();
                    }
                });
                arrived.join();
                CompletableFuture<Void> stopped = CompletableFuture.runAsync(gateway::close);
                await().atMost(Duration.ofSeconds(5)).until(() -> isClosed(gateway.port()));
                assertThat(stopped).isNotDone();
                goOn.complete(null);
                assertThat(answer.join()).isEqualTo("{\"data\":{\"me\":{\"name\":\"slow\"}}}");
                stopped.join();
            }
        }
    }

    private static boolean isClosed(int port) {
        try (java.net.Socket socket = new java.net.Socket("127.0.0.1", port)) {
            return !socket.isConnected();
        } catch (java.io.IOException e) {
            return true;
        }
    }

    private static int freePort() throws java.io.IOException {
        try (java.net.ServerSocket socket = new java.net.ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
