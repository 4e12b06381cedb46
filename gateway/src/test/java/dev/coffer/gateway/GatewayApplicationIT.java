package dev.coffer.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.gateway.transport.GatewayServer;
import dev.coffer.gateway.transport.StartFailed;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;

class GatewayApplicationIT {

    @Test
    void the_application_serves_what_its_settings_say_until_it_is_closed(@TempDir Path folder) throws Exception {
        Path sdl = Files.writeString(folder.resolve("a.graphqls"), "type Query { x: String }");
        Path config = Files.writeString(
                folder.resolve("subgraphs.yml"),
                "subgraphs: [{name: a, url: 'http://127.0.0.1:1/', sdl: " + sdl.getFileName() + "}]");
        URI url;
        try (ConfigurableApplicationContext context =
                        GatewayApplication.launch(Map.of("coffer.gateway.port", 0, "coffer.gateway.config", config));
                HttpClient client = HttpClient.newHttpClient()) {
            url = context.getBean(GatewayServer.class).url();
            assertThat(context.getBeanDefinitionCount())
                    .as("nothing is configured automatically")
                    .isLessThan(20);
            assertThat(post(client, url, "{ __typename }", "Bearer no.such.token"))
                    .contains("UNAUTHENTICATED", "well-formed");
            assertThat(post(client, url, "{ __typename }", "Basic other"))
                    .isEqualTo("{\"data\":{\"__typename\":\"Query\"}}");
        }
        try (HttpClient client = HttpClient.newHttpClient()) {
            assertThatThrownBy(() -> post(client, url, "{ __typename }", "Basic other"))
                    .isInstanceOf(java.io.IOException.class);
        }
    }

    @Test
    void a_start_that_fails_says_why_and_leaves_nothing_running() {
        assertThatThrownBy(() -> GatewayApplication.launch(Map.of(
                        "coffer.gateway.port", 0,
                        "coffer.gateway.start-time", "300ms",
                        "coffer.gateway.subgraphs[0].name", "ghost",
                        "coffer.gateway.subgraphs[0].url", "http://127.0.0.1:1/graphql")))
                .hasRootCauseInstanceOf(StartFailed.class)
                .rootCause()
                .hasMessageContaining("ghost at http://127.0.0.1:1/graphql");
    }

    @Test
    void an_origin_that_is_none_stops_the_start_and_is_named() {
        assertThatThrownBy(() -> GatewayApplication.launch(Map.of(
                        "coffer.gateway.port",
                        0,
                        "coffer.gateway.cors.allowed-origins",
                        "https://app.example.com,https://web.example.com/")))
                .rootCause()
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"https://web.example.com/\"")
                .hasMessageNotContaining("app.example.com");
    }

    private static String post(HttpClient client, URI url, String query, String authorization) throws Exception {
        return client.send(
                        HttpRequest.newBuilder(url)
                                .header("content-type", "application/json")
                                .header("authorization", authorization)
                                .POST(HttpRequest.BodyPublishers.ofString("{\"query\":\"" + query + "\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }
}
