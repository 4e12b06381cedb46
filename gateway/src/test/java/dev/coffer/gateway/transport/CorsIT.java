package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.identity.Revocations;
import dev.coffer.core.identity.Verification;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CorsIT {
    private static final String APP = "https://app.example.com";
    private static final String EVIL = "https://evil.example";
    private static final String BODY = "{\"query\":\"{ me { name } }\"}";

    private final Shop shop = new Shop();
    private final GatewayServer gateway = start(CorsOptions.of(List.of("http://localhost:5173", APP)));
    private final HttpProbe client = new HttpProbe(gateway.url());

    private GatewayServer start(CorsOptions cors) {
        return GatewayServer.start(GatewayIT.options(shop).withCors(cors));
    }

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        shop.close();
    }

    private static HttpResponse<String> preflight(
            HttpProbe to, String path, String origin, String method, String headers) throws Exception {
        return to.send(to.request(path)
                .header("Origin", origin)
                .header("Access-Control-Request-Method", method)
                .header("Access-Control-Request-Headers", headers)
                .method("OPTIONS", HttpRequest.BodyPublishers.noBody()));
    }

    private static String header(HttpResponse<?> response, String name) {
        return String.join(", ", response.headers().allValues(name));
    }

    private static void opens(HttpResponse<?> response, String origin) {
        assertThat(header(response, "access-control-allow-origin")).isEqualTo(origin);
        assertThat(header(response, "vary")).contains("Origin");
    }

    private static void keepsClosed(HttpResponse<?> response) {
        assertThat(response.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
        assertThat(header(response, "vary")).contains("Origin");
    }

    @Test
    void a_page_of_an_allowed_origin_gets_leave_to_ask() throws Exception {
        for (String path : List.of("/graphql", "/graphql/stream")) {
            HttpResponse<String> leave = preflight(client, path, APP, "POST", "authorization,content-type");
            assertThat(leave.statusCode()).isEqualTo(204);
            assertThat(leave.body()).isEmpty();
            opens(leave, APP);
            assertThat(header(leave, "access-control-allow-methods")).isEqualTo("GET, POST, PUT, DELETE");
            assertThat(header(leave, "access-control-allow-headers"))
                    .contains("Authorization", "Content-Type", "X-Coffer-Client", "X-GraphQL-Event-Stream-Token");
            assertThat(header(leave, "access-control-max-age")).isEqualTo("600");
            assertThat(header(leave, "access-control-allow-credentials")).isEmpty();
            assertThat(header(leave, "vary"))
                    .contains("Access-Control-Request-Method", "Access-Control-Request-Headers");
        }
        assertThat(shop.accounts.calls()).isEmpty();
    }

    @Test
    void pages_of_other_origins_get_none_whatever_theirs_looks_like() throws Exception {
        for (String origin : List.of(
                EVIL,
                "null",
                "https://app.example.com.evil.example",
                "https://evil-app.example.com",
                "http://app.example.com",
                "https://app.example.com:8443",
                "https://APP.example.com",
                "https://app.example.com/",
                APP + " " + EVIL,
                "*",
                "x".repeat(10_000))) {
            HttpResponse<String> leave = preflight(client, "/graphql", origin, "POST", "content-type");
            assertThat(leave.statusCode()).as(origin).isEqualTo(403);
            keepsClosed(leave);
            keepsClosed(client.send(client.post(BODY).header("Origin", origin)));
        }
    }

    @Test
    void two_origins_at_once_are_none() throws Exception {
        keepsClosed(client.send(client.post(BODY).header("Origin", APP).header("Origin", EVIL)));
    }

    @Test
    void answers_and_refusals_alike_may_be_read_by_the_pages_that_are_allowed() throws Exception {
        HttpResponse<String> answered = client.send(client.post(BODY).header("Origin", APP));
        assertThat(answered.body()).isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\"}}}");
        opens(answered, APP);
        assertThat(header(answered, "vary")).contains("Accept");
        assertThat(header(answered, "access-control-expose-headers")).isEqualTo("X-Correlation-Id, Retry-After");
        opens(client.send(client.post(BODY).header("Origin", "http://localhost:5173")), "http://localhost:5173");

        Map<Integer, HttpRequest.Builder> refusals = Map.of(
                400, client.post("{"),
                403, client.get("{ me { name } }"),
                405, client.request().method("PATCH", HttpRequest.BodyPublishers.noBody()),
                406,
                        client.request()
                                .header("accept", "text/html")
                                .header("content-type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofString(BODY)),
                413, client.post("{\"query\":\"{ me { name } } #" + "x".repeat(600_000) + "\"}"),
                415,
                        client.request()
                                .header("content-type", "text/plain")
                                .POST(HttpRequest.BodyPublishers.ofString(BODY)));
        for (Map.Entry<Integer, HttpRequest.Builder> refusal : refusals.entrySet()) {
            HttpResponse<String> refused = client.send(refusal.getValue().header("Origin", APP));
            assertThat(refused.statusCode()).isEqualTo(refusal.getKey());
            opens(refused, APP);
        }
    }

    @Test
    void a_token_that_counts_for_nothing_is_told_to_the_page_too() throws Exception {
        EdgeIdentity identity = new EdgeIdentity(
                token -> new Verification.Rejected(Verification.Reason.EXPIRED), Revocations.NONE, Clock.systemUTC());
        try (GatewayServer strict = GatewayServer.start(GatewayIT.options(shop)
                        .withCors(CorsOptions.of(List.of(APP)))
                        .withIdentity(identity));
                HttpProbe asking = new HttpProbe(strict.url())) {
            HttpResponse<String> refused =
                    asking.send(asking.post(BODY).header("Origin", APP).header("Authorization", "Bearer old"));
            assertThat(refused.statusCode()).isEqualTo(401);
            opens(refused, APP);
        }
    }

    @Test
    void a_gateway_that_takes_no_more_says_so_to_the_page_too() throws Exception {
        GatewayLimits none = GatewayIT.options(shop).limits().withHeld(512 * 1024, 1_000_000);
        try (GatewayServer full = GatewayServer.start(
                        GatewayIT.options(shop).withLimits(none).withCors(CorsOptions.of(List.of(APP))));
                RawClient holding = new RawClient(full.port());
                HttpProbe asking = new HttpProbe(full.url())) {
            holding.send(
                    "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 500000\r\n\r\n"
                            + " ".repeat(499_000));
            String large = "{\"query\":\"{ me { name } } #" + "x".repeat(100_000) + "\"}";
            await().atMost(Duration.ofSeconds(8)).untilAsserted(() -> {
                HttpResponse<String> refused = asking.send(asking.post(large).header("Origin", APP));
                assertThat(refused.statusCode()).isEqualTo(503);
                opens(refused, APP);
                assertThat(HttpProbe.code(refused)).isEqualTo("OVERLOADED");
            });
        }
    }

    @Test
    void a_stream_may_be_read_as_well() throws Exception {
        try (LiveProbe probe = new LiveProbe(gateway.url())) {
            LiveProbe.Stream stream = probe.subscribe("{ me { name } }", Map.of("Origin", APP));
            assertThat(stream.header("access-control-allow-origin")).isEqualTo(APP);

            LiveProbe.Stream reserved = probe.send(
                    io.vertx.core.http.HttpMethod.PUT, "/graphql/stream", null, Map.of("Origin", APP, "accept", "*/*"));
            await().until(reserved::isEnded);
            LiveProbe.Stream events = probe.send(
                    io.vertx.core.http.HttpMethod.GET,
                    "/graphql/stream",
                    null,
                    Map.of("Origin", APP, "X-GraphQL-Event-Stream-Token", reserved.text()));
            assertThat(events.status()).isEqualTo(200);
            assertThat(events.header("content-type")).startsWith("text/event-stream");
            assertThat(events.header("access-control-allow-origin")).isEqualTo(APP);
            assertThat(events.header("vary")).isNotNull();
            events.leave();
        }
    }

    @Test
    void what_guards_against_forged_requests_holds_for_all_pages_as_before() throws Exception {
        for (String origin : List.of(APP, EVIL)) {
            HttpResponse<String> simple =
                    client.send(client.get("{ me { name } }").header("Origin", origin));
            assertThat(simple.statusCode()).as(origin).isEqualTo(403);
            assertThat(HttpProbe.code(simple)).isEqualTo("CSRF_BLOCKED");
        }
        HttpResponse<String> form = client.send(client.request()
                .header("Origin", EVIL)
                .header("content-type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(BODY)));
        assertThat(form.statusCode()).isEqualTo(415);
        assertThat(preflight(client, "/graphql", EVIL, "GET", "x-coffer-client").statusCode())
                .isEqualTo(403);
    }

    @Test
    void health_and_figures_are_for_no_page() throws Exception {
        for (String path : List.of("/health/ready", "/metrics")) {
            assertThat(client.send(client.request(path).header("Origin", APP))
                            .headers()
                            .map()
                            .keySet())
                    .noneMatch(name -> name.startsWith("access-control-"));
        }
    }

    @Test
    void pages_that_may_read_may_open_sockets_but_not_if_all_may_read() {
        try (LiveProbe probe = new LiveProbe(gateway.url())) {
            probe.socket(Map.of("origin", APP), SocketSession.PROTOCOL);
            assertThatThrownBy(() -> probe.socket(Map.of("origin", EVIL), SocketSession.PROTOCOL))
                    .hasStackTraceContaining("403");
        }
        try (GatewayServer open = start(CorsOptions.of(List.of("*")));
                LiveProbe probe = new LiveProbe(open.url())) {
            assertThatThrownBy(() -> probe.socket(Map.of("origin", APP), SocketSession.PROTOCOL))
                    .hasStackTraceContaining("403");
        }
    }

    @Test
    void where_all_may_read_no_origin_is_repeated_and_none_is_still_nobodys() throws Exception {
        try (GatewayServer open = start(CorsOptions.of(List.of("*")));
                HttpProbe asking = new HttpProbe(open.url())) {
            HttpResponse<String> leave = preflight(asking, "/graphql", EVIL, "POST", "content-type");
            assertThat(leave.statusCode()).isEqualTo(204);
            opens(leave, "*");
            opens(asking.send(asking.post(BODY).header("Origin", EVIL)), "*");
            keepsClosed(asking.send(asking.post(BODY).header("Origin", "null")));
            assertThat(preflight(asking, "/graphql", "null", "POST", "content-type")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @Test
    void with_credentials_browsers_are_told_so() throws Exception {
        try (GatewayServer keeping = start(new CorsOptions(List.of(APP), true, Duration.ofHours(2)));
                HttpProbe asking = new HttpProbe(keeping.url())) {
            HttpResponse<String> leave = preflight(asking, "/graphql", APP, "POST", "content-type");
            opens(leave, APP);
            assertThat(header(leave, "access-control-allow-credentials")).isEqualTo("true");
            assertThat(header(leave, "access-control-max-age")).isEqualTo("7200");
            keepsClosed(asking.send(asking.post(BODY).header("Origin", EVIL)));
        }
    }

    @Test
    void a_gateway_without_allowed_origins_answers_as_if_there_were_no_such_thing() throws Exception {
        try (GatewayServer closed = start(CorsOptions.CLOSED);
                HttpProbe asking = new HttpProbe(closed.url())) {
            HttpResponse<String> leave = preflight(asking, "/graphql", APP, "POST", "content-type");
            assertThat(leave.statusCode()).isEqualTo(405);
            assertThat(leave.headers().map().keySet()).noneMatch(name -> name.startsWith("access-control-"));
            assertThat(header(asking.send(asking.post(BODY).header("Origin", APP)), "vary"))
                    .isEqualTo("Accept");
        }
    }
}
