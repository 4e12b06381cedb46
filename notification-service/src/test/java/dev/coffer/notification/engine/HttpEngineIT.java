package dev.coffer.notification.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Requests of clients that are not well-behaved. */
@ExtendWith(StoresExtension.class)
final class HttpEngineIT {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int WAITING = 3;
    private static final int TOLD = 20;

    private static TestTokens tokens;
    private static TestService service;
    private static int port;
    private static HttpClient http;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        port = TestPorts.free();
        http = HttpClient.newHttpClient();
        service = TestService.start(
                NotificationApplication.class,
                NotificationApplication.SERVICE,
                database,
                tokens,
                Map.of(
                        "server.port",
                        port,
                        "coffer.notification.events.most-behind",
                        5,
                        "coffer.notification.sockets.waiting",
                        WAITING,
                        "coffer.notification.sockets.message-bytes",
                        2_000,
                        "coffer.notification.sockets.sign-in",
                        "2s",
                        "coffer.notification.sockets.allowed-origins",
                        "https://shop.example"));
    }

    @AfterAll
    static void stop() {
        service.close();
        tokens.close();
        http.close();
    }

    private static HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new AssertionError(failed);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError(interrupted);
        }
    }

    private static HttpRequest.Builder at(String query) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/socket.io/?" + query))
                .timeout(PATIENCE);
    }

    private static HttpResponse<String> get(String query) {
        return ask(at(query));
    }

    private static HttpResponse<String> post(String id, String body) {
        return ask(at(polling(id)).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    private static String polling(String id) {
        return "EIO=4&transport=polling&sid=" + id;
    }

    private static String open() {
        String opened = get("EIO=4&transport=polling").body();
        return opened.replaceAll("0\\{\"sid\":\"([^\"]+)\".*", "$1");
    }

    @Test
    void what_is_not_of_the_protocol_is_refused_in_its_words() {
        assertThat(get("EIO=3&transport=polling").body()).contains("\"code\":5");
        assertThat(get("transport=polling").statusCode()).isEqualTo(400);
        assertThat(get("EIO=4&transport=pigeon").body()).contains("\"code\":0");
        assertThat(get("EIO=4&transport=websocket").body()).contains("\"code\":3");
        assertThat(get(polling("nobody")).body()).contains("\"code\":1");
        assertThat(post("nobody", "3").body()).contains("\"code\":1");
        assertThat(ask(at("EIO=4&transport=polling").DELETE()).body()).contains("\"code\":2");
    }

    @Test
    void what_is_too_large_or_no_packet_ends_the_session() {
        String large = open();
        assertThat(post(large, "4" + "x".repeat(2_000)).statusCode()).isEqualTo(413);
        assertThat(get(polling(large)).statusCode()).isEqualTo(400);
        String early = open();
        assertThat(post(early, "42[\"join\",{\"room\":\"tenant:main\"}]").statusCode())
                .isEqualTo(200);
        assertThat(get(polling(early)).statusCode()).isEqualTo(400);
    }

    @Test
    void a_session_that_nobody_signs_in_on_ends() {
        String id = open();
        HttpResponse<String> answer = get(polling(id));
        assertThat(answer.body()).isEqualTo("1");
        assertThat(get(polling(id)).statusCode()).isEqualTo(400);
    }

    @Test
    void a_page_of_another_site_is_let_in_only_where_it_is_named() {
        HttpResponse<String> named = ask(at("EIO=4&transport=polling").header("Origin", "https://shop.example"));
        assertThat(named.headers().firstValue("Access-Control-Allow-Origin")).contains("https://shop.example");
        HttpResponse<String> other = ask(at("EIO=4&transport=polling").header("Origin", "https://evil.example"));
        assertThat(other.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }

    @Test
    void a_client_that_takes_nothing_for_a_while_is_told_that_it_missed_something() {
        String admin = tokens.user("olga", "main", "admin");
        String id = open();
        assertThat(post(id, "40{\"token\":\"" + tokens.user("sam") + "\"}").statusCode())
                .isEqualTo(200);
        StringBuilder all = new StringBuilder();
        await().atMost(PATIENCE)
                .until(() -> all.append(get(polling(id)).body()).toString().split("\"ready\"").length == 3);
        for (int i = 1; i <= TOLD; i++) {
            service.ask("""
                    mutation { publishToTopic(input: {idempotencyKey: "%d", type: "n", data: "{}"}) { __typename } }""".formatted(i), admin);
        }
        StringBuilder late = new StringBuilder();
        await().atMost(PATIENCE)
                .until(() -> late.append(get(polling(id)).body()).toString().contains("\"last\":" + TOLD));
        assertThat(late.toString()).contains("42[\"resync\"");
        assertThat(late.toString().split("42\\[\"message\"", -1)).hasSizeLessThan(TOLD / 2);
    }
}
