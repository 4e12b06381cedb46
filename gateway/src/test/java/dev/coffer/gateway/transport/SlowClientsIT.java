package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Clients that take their time, to keep a connection or a place for as long as they can. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SlowClientsIT {
    private static final Duration HEAD = Duration.ofMillis(600);
    private static final Duration BODY = Duration.ofMillis(700);
    private static final Duration TURN = Duration.ofMillis(1_500);
    private static final Duration IDLE = Duration.ofMillis(800);
    private static final Duration LINGER = Duration.ofMillis(400);
    /** For a machine that has other things to do as well. */
    private static final Duration MARGIN = Duration.ofSeconds(3);
    /** How long an honest client waits for one small answer while others drip. */
    private static final Duration HONEST = Duration.ofSeconds(2);

    private static final int DRIPPING = 400;
    private static final int HONEST_REQUESTS = 50;

    private static final String QUERY = "{\"query\":\"{ me { name } }\"}";
    private static final String BODY_HEAD = "POST /graphql HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n";

    private final Shop shop = new Shop();
    private final GatewayServer gateway = GatewayServer.start(GatewayIT.options(shop)
            .withLimits(GatewayLimits.DEFAULT.withConnections(new ConnectionLimits(HEAD, BODY, TURN, IDLE, LINGER))));
    private final HttpProbe client = new HttpProbe(gateway.url());
    private final ScheduledExecutorService pace = Executors.newScheduledThreadPool(2);

    @AfterAll
    void stop() {
        pace.shutdownNow();
        client.close();
        gateway.close();
        shop.close();
    }

    private interface Talk {
        String talk(RawClient client) throws IOException;
    }

    /** What was heard until the gateway closed, which it does not before {@code bound} and not long after. */
    private String heard(Duration bound, Talk talk) throws IOException {
        try (RawClient raw = new RawClient(gateway.port())) {
            long begun = System.nanoTime();
            String heard = talk.talk(raw);
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isBetween(bound, bound.plus(MARGIN));
            return heard;
        }
    }

    @Test
    void a_connection_on_which_nothing_comes_is_closed() throws Exception {
        String heard = heard(HEAD, raw -> raw.untilClosed(HEAD.plus(MARGIN)));
        assertThat(heard).isEmpty();
    }

    @Test
    void a_head_that_drips_is_not_waited_for() throws Exception {
        String heard = heard(HEAD, raw -> {
            raw.send(BODY_HEAD + "X-Drip: ").drip(pace, "a");
            return raw.untilClosed(HEAD.plus(MARGIN));
        });
        assertThat(heard).isEmpty();
    }

    @Test
    void a_body_that_drips_is_refused_and_its_connection_closed() throws Exception {
        for (String head : List.of("Content-Length: 100000\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n")) {
            String piece = head.startsWith("C") ? " " : "1\r\n \r\n";
            String heard = heard(BODY.plus(LINGER), raw -> {
                raw.send(BODY_HEAD + head).drip(pace, piece);
                return raw.untilClosed(BODY.plus(LINGER).plus(MARGIN));
            });
            assertThat(heard).startsWith("HTTP/1.1 408 ").contains("BAD_REQUEST", "connection: close");
        }
    }

    @Test
    void a_length_that_promises_more_than_comes_is_refused_and_its_connection_closed() throws Exception {
        String lie = BODY_HEAD + "Content-Length: " + (QUERY.length() + 1) + "\r\n\r\n" + QUERY;
        String heard =
                heard(BODY, raw -> raw.send(lie).untilClosed(BODY.plus(LINGER).plus(MARGIN)));
        assertThat(heard).startsWith("HTTP/1.1 408 ").doesNotContain("User 1");
    }

    @Test
    void a_body_that_is_too_large_is_refused_and_not_read_to_its_end() throws Exception {
        String heard = heard(LINGER, raw -> {
            raw.send(BODY_HEAD + "Content-Length: 600000\r\n\r\n").drip(pace, " ");
            return raw.untilClosed(LINGER.plus(MARGIN));
        });
        assertThat(heard).startsWith("HTTP/1.1 413 ").contains("REQUEST_TOO_LARGE");
    }

    @Test
    void a_connection_that_is_kept_alive_is_closed_when_it_is_quiet() throws Exception {
        String heard = heard(IDLE, raw -> raw.send(RawClient.post(QUERY)).untilClosed(IDLE.plus(MARGIN)));
        assertThat(heard).startsWith("HTTP/1.1 200 ").contains("User 1");
    }

    @Test
    void a_second_request_that_drips_is_not_waited_for() throws Exception {
        String heard = heard(IDLE, raw -> {
            raw.send(RawClient.post(QUERY) + BODY_HEAD + "X-Drip: ").drip(pace, "a");
            return raw.untilClosed(TURN.plus(MARGIN));
        });
        assertThat(heard).startsWith("HTTP/1.1 200 ").contains("User 1");
        assertThat(heard.split("HTTP/1.1", -1)).as("one answer").hasSize(2);
    }

    @Test
    void requests_one_after_the_other_keep_a_connection() throws Exception {
        try (RawClient raw = new RawClient(gateway.port())) {
            long until = System.nanoTime() + TURN.multipliedBy(2).toNanos();
            while (System.nanoTime() < until) {
                assertThat(raw.send(RawClient.post(QUERY)).until("User 1\"}}}", MARGIN))
                        .contains("HTTP/1.1 200 ");
            }
        }
    }

    @Test
    void an_answer_that_is_read_too_slowly_is_cut_off() throws Exception {
        String many = "{\"query\":\"{ users(first: 220000) { id name } }\"}";
        ConnectionLimits quietAllowed = new ConnectionLimits(HEAD, BODY, TURN, Duration.ofMinutes(1), LINGER);
        try (GatewayServer patient = GatewayServer.start(
                        GatewayIT.options(shop).withLimits(GatewayLimits.DEFAULT.withConnections(quietAllowed)));
                RawClient raw = new RawClient(patient.port(), 4_096)) {
            raw.send(RawClient.post(many));
            String head = raw.until("\r\n\r\n", MARGIN.multipliedBy(5));
            long length = Long.parseLong(head.replaceAll("(?s).*content-length: ([0-9]+).*", "$1"));
            assertThat(length).as("more than sockets hold").isGreaterThan(6_000_000);
            // Nothing is read meanwhile: this only notices that the other end does not take anything any more.
            await().atMost(TURN.plus(MARGIN)).until(() -> isRefused(raw));
            assertThat(raw.untilClosed(MARGIN).length()).isLessThan(Math.toIntExact(length));
        }
    }

    private static boolean isRefused(RawClient raw) {
        try {
            raw.send(" ");
            return false;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void hundreds_that_drip_keep_nobody_else_waiting_and_go_away() throws Exception {
        List<RawClient> dripping = new ArrayList<>();
        try {
            for (int i = 0; i < DRIPPING; i++) {
                RawClient raw = new RawClient(gateway.port());
                dripping.add(raw);
                raw.send(BODY_HEAD + (i % 2 == 0 ? "X-Drip: " : "Content-Length: 100000\r\n\r\n"));
                raw.drip(pace, " ");
            }
            Duration slowest = Duration.ZERO;
            for (int i = 0; i < HONEST_REQUESTS; i++) {
                long begun = System.nanoTime();
                assertThat(client.ask("{ me { name } }")).isEqualTo("{\"data\":{\"me\":{\"name\":\"User 1\"}}}");
                Duration took = Duration.ofNanos(System.nanoTime() - begun);
                slowest = took.compareTo(slowest) > 0 ? took : slowest;
            }
            assertThat(slowest).isLessThan(HONEST);
            for (RawClient raw : dripping) {
                raw.untilClosed(BODY.plus(LINGER).plus(MARGIN));
            }
        } finally {
            for (RawClient raw : dripping) {
                raw.close();
            }
        }
        assertThat(client.send(client.request("/metrics")).body())
                .contains("coffer_gateway_requests_under_way 0.0")
                .contains("coffer_gateway_held_bytes{of=\"requests\"} 0.0");
    }
}
