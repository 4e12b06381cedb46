package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Bytes that are no HTTP, or HTTP that two readers could understand differently. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HostileHttpIT {
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final ConnectionLimits PATIENCE = new ConnectionLimits(
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofMillis(200));

    private static final String QUERY = "{\"query\":\"{ me { name } }\"}";
    private static final String HEAD = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";
    /** What an attacker wants the gateway to take for a request of its own. */
    private static final String SMUGGLED = "GET /health/live HTTP/1.1\r\nHost: smuggled\r\n\r\n";

    private final Shop shop = new Shop();
    private final GatewayServer gateway =
            GatewayServer.start(GatewayIT.options(shop).withLimits(GatewayLimits.DEFAULT.withConnections(PATIENCE)));
    private final HttpProbe client = new HttpProbe(gateway.url());

    @AfterAll
    void stop() {
        client.close();
        gateway.close();
        shop.close();
    }

    @AfterEach
    void others_are_served_all_the_same() throws Exception {
        assertThat(client.ask("{ me { name } }")).isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\"}}}");
        shop.accounts.calls().clear();
    }

    private String heard(String sent) throws IOException {
        try (RawClient raw = new RawClient(gateway.port())) {
            return raw.send(sent).untilClosed(BOUND);
        }
    }

    private static int answers(String heard) {
        return heard.split("HTTP/1.1 ", -1).length - 1;
    }

    @Test
    void a_request_line_that_is_too_long_is_refused() throws Exception {
        String heard = heard("GET /graphql?query=" + "x".repeat(70_000) + " HTTP/1.1\r\nHost: x\r\n\r\n");
        assertThat(heard).containsPattern("^HTTP/1.[01] 414 ");
    }

    @Test
    void heads_that_are_too_large_are_refused_however_they_are_cut() throws Exception {
        String many = "X-Some: 1234567890\r\n".repeat(1_000);
        String large = "X-Large: " + "x".repeat(20_000) + "\r\n";
        for (String headers : List.of(many, large)) {
            assertThat(heard(HEAD + headers + "\r\n")).containsPattern("^HTTP/1.[01] 431 ");
        }
    }

    @Test
    void what_is_no_http_is_refused_and_the_connection_closed() throws Exception {
        for (String garbage : List.of(
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "GET /graphql\r\n\r\n",
                "GET /graphql HTTP/9.9\r\n\r\n",
                "{\"query\":\"{ me { name } }\"}\r\n\r\n",
                HEAD + "Broken\r\n\r\n",
                HEAD + "Bad Name: x\r\n\r\n",
                HEAD + "Nul: a\u0000b\r\n\r\n",
                HEAD + "Content-Length : 5\r\n\r\nabcde")) {
            String heard = heard(garbage);
            assertThat(answers(heard)).as(garbage).isLessThanOrEqualTo(1);
            assertThat(heard).as(garbage).doesNotContain("HTTP/1.1 200 ");
        }
        assertThat(shop.accounts.calls()).isEmpty();
    }

    @Test
    void lengths_that_contradict_each_other_or_are_none_are_refused() throws Exception {
        for (String lengths : List.of(
                "Content-Length: 5\r\nContent-Length: 26",
                "Content-Length: 26, 5",
                "Content-Length: +26",
                "Content-Length: -1",
                "Content-Length: 0x1a",
                "Content-Length: 99999999999999999999",
                "Content-Length: ")) {
            String heard = heard(HEAD + lengths + "\r\n\r\n" + QUERY);
            assertThat(heard).as(lengths).startsWith("HTTP/1.1 400 ").doesNotContain("User 1");
        }
        assertThat(shop.accounts.calls()).isEmpty();
    }

    @Test
    void a_length_beside_chunks_smuggles_nothing_in() throws Exception {
        String both = HEAD + "Content-Length: " + (5 + SMUGGLED.length()) + "\r\nTransfer-Encoding: chunked\r\n\r\n";
        String heard = heard(both + "0\r\n\r\n" + SMUGGLED);
        assertThat(heard).doesNotContain("\"live\":true");
        assertThat(answers(heard)).isEqualTo(1);
    }

    @Test
    void codings_that_are_not_understood_are_refused() throws Exception {
        for (String coding : List.of("xchunked", "chunked, identity", "identity, chunked, identity", "gzip")) {
            String heard = heard(HEAD + "Transfer-Encoding: " + coding + "\r\n\r\n0\r\n\r\n" + SMUGGLED);
            assertThat(heard).as(coding).doesNotContain("\"live\":true");
        }
    }

    @Test
    void chunks_whose_sizes_are_none_end_the_connection_and_nothing_is_executed() throws Exception {
        for (String size : List.of("zz", "-5", "0x5", "FFFFFFFFFFFFFFFF", "1a 1a", "")) {
            String heard = heard(
                    HEAD + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\n" + QUERY + "\r\n0\r\n\r\n" + SMUGGLED);
            assertThat(heard).as(size).doesNotContain("User 1", "\"live\":true");
        }
        assertThat(shop.accounts.calls()).isEmpty();
    }

    @Test
    void a_length_that_promises_less_than_comes_leaves_garbage_that_is_not_answered() throws Exception {
        String lie = HEAD + "Content-Length: " + QUERY.length() + "\r\n\r\n" + QUERY + "{ more }\r\n\r\n";
        String heard = heard(lie);
        assertThat(heard).startsWith("HTTP/1.1 200 ").contains("User 1");
        assertThat(answers(heard)).isLessThanOrEqualTo(2);
        assertThat(heard.substring(12)).doesNotContain("HTTP/1.1 200 ");
    }

    @Test
    void requests_that_come_all_at_once_are_answered_one_after_the_other() throws Exception {
        int requests = 200;
        String heard = heard(RawClient.post(QUERY).repeat(requests) + "garbage\r\n\r\n");
        assertThat(heard.split("User 1", -1)).hasSize(requests + 1);
        assertThat(answers(heard)).isBetween(requests, requests + 1);
    }

    @Test
    void an_address_that_cannot_be_decoded_is_refused() throws Exception {
        for (String query : List.of("query=%ZZ", "query=%", "query=%7", "query=%7B%20me&variables=%XY")) {
            for (String path : List.of("/graphql", "/graphql/stream")) {
                try (RawClient raw = new RawClient(gateway.port())) {
                    raw.send("GET " + path + "?" + query + " HTTP/1.1\r\nHost: x\r\nX-Coffer-Client: x\r\n\r\n");
                    assertThat(raw.until("\r\n\r\n", BOUND)).as(path + query).startsWith("HTTP/1.1 400 ");
                    assertThat(raw.until("}]}", BOUND)).as(path + query).contains("BAD_REQUEST");
                }
            }
        }
    }

    @Test
    void methods_and_targets_that_nobody_serves_are_refused() throws Exception {
        for (String line : List.of(
                "TRACE /graphql",
                "CONNECT example.com:443",
                "OPTIONS *",
                "PATCH /graphql",
                "NONSENSE /graphql",
                "HEAD /x")) {
            try (RawClient raw = new RawClient(gateway.port())) {
                raw.send(line + " HTTP/1.1\r\nHost: x\r\n\r\n");
                assertThat(raw.until("\r\n\r\n", BOUND)).as(line).startsWith("HTTP/1.1 4");
            }
        }
    }
}
