package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.http.HttpMethod;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Subscriptions by server-sent events, one to a request, with a subgraph that sends events by hand. */
class SubscriptionIT {
    /** More than all buffers between a subgraph and a client hold, at 64 KiB each. */
    private static final int EVENTS = 2_000;

    static final String WITH_OWNER = "subscription { walletChanged { balance owner { name } } }";

    private final Shop shop = new Shop();
    private final LiveSubgraph live = new LiveSubgraph();
    private GatewayServer gateway = start(options -> options, false);
    private LiveProbe probe = new LiveProbe(gateway.url());

    private GatewayServer start(UnaryOperator<GatewayOptions> change, boolean bySocket) {
        SubgraphConfig config = new SubgraphConfig(
                List.of(
                        new SubgraphConfig.Subgraph("accounts", shop.accounts.url()),
                        new SubgraphConfig.Subgraph(
                                "live", live.url(), null, null, bySocket ? live.socketUrl() : null)),
                Duration.ofMillis(100));
        return GatewayServer.start(change.apply(GatewayOptions.of(new SchemaSource.Subgraphs(config, true))
                .withAddress("127.0.0.1", 0)
                .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(5))));
    }

    private void restart(UnaryOperator<SubscriptionOptions> change, boolean bySocket) {
        probe.close();
        gateway.close();
        gateway = start(options -> options.withSubscriptions(change.apply(SubscriptionOptions.DEFAULT)), bySocket);
        probe = new LiveProbe(gateway.url());
    }

    @AfterEach
    void stop() {
        probe.close();
        gateway.close();
        live.close();
        shop.close();
    }

    private LiveSubgraph.Stream upstream() {
        await().until(() -> !live.streams().isEmpty());
        return live.streams().getLast();
    }

    private static String event(int balance, int owner) {
        return "{\"data\":{\"walletChanged\":{\"balance\":" + balance + ",\"owner\":{\"name\":\"User " + owner
                + "\"}}}}";
    }

    @Test
    void every_event_is_completed_with_fields_of_another_subgraph_and_told_in_order() {
        LiveProbe.Stream stream = probe.subscribe(WITH_OWNER);
        assertThat(stream.status()).isEqualTo(200);
        assertThat(stream.header("content-type")).startsWith("text/event-stream");

        upstream().send(LiveSubgraph.wallet(1, 10));
        upstream().send(LiveSubgraph.wallet(2, 20));
        upstream().send(LiveSubgraph.wallet(1, 30));
        await().until(() -> stream.events("next").size() == 3);
        assertThat(stream.events("next")).containsExactly(event(10, 1), event(20, 2), event(30, 1));

        upstream().complete();
        await().until(stream::isEnded);
        assertThat(stream.text()).contains("event: complete\ndata:\n\n");
    }

    @Test
    void a_subgraph_is_subscribed_to_with_the_clients_identity_and_variables() {
        probe.send(
                HttpMethod.POST,
                "/graphql",
                "{\"query\":\"subscription($n: String) { walletChanged(note: $n) { id } }\",\"variables\":{\"n\":\"a\"}}",
                Map.of("authorization", "Basic abc"));
        assertThat(upstream().headers().get("authorization")).isEqualTo("Basic abc");
        assertThat(upstream().headers().get("x-correlation-id")).isNotEmpty();
        assertThat(upstream().request().getJsonObject("variables").getString("n"))
                .isEqualTo("a");
    }

    @Test
    void a_subgraph_that_only_speaks_by_socket_is_subscribed_to_by_socket() {
        restart(options -> options, true);
        LiveProbe.Stream stream = probe.subscribe(WITH_OWNER, Map.of("authorization", "Basic abc"));
        assertThat(upstream().init().getString("authorization")).isEqualTo("Basic abc");
        upstream().send(LiveSubgraph.wallet(2, 20));
        await().until(() -> stream.events("next").equals(List.of(event(20, 2))));
        upstream().complete();
        await().until(stream::isEnded);
        assertThat(stream.text()).contains("event: complete");
    }

    @Test
    void a_client_that_leaves_is_missed_by_the_subgraph_by_events_and_by_socket() {
        LiveProbe.Stream stream = probe.subscribe(WITH_OWNER);
        LiveSubgraph.Stream events = upstream();
        stream.leave();
        await().until(events::isClosed);

        restart(options -> options, true);
        LiveProbe.Stream second = probe.subscribe(WITH_OWNER);
        await().until(() -> live.streams().size() == 2);
        LiveSubgraph.Stream socket = upstream();
        second.leave();
        await().until(socket::isClosed);
    }

    @Test
    void errors_of_the_subgraph_and_of_those_that_complete_an_event_are_told_and_the_stream_goes_on() {
        LiveProbe.Stream stream = probe.subscribe(WITH_OWNER);
        shop.accounts.misbehave(exchange -> TestSubgraph.answer(exchange, 500, "<html>"));
        upstream().send(LiveSubgraph.wallet(1, 10));
        await().until(() -> stream.events("next").size() == 1);
        assertThat(stream.events("next").getFirst())
                .contains("\"path\":[\"walletChanged\",\"owner\"]", "DOWNSTREAM_SERVICE_ERROR")
                .doesNotContain("accounts");

        shop.accounts.misbehave(null);
        upstream().send("{\"errors\":[{\"message\":\"No.\",\"extensions\":{\"code\":\"FORBIDDEN\"}}],\"data\":null}");
        upstream().send(LiveSubgraph.wallet(2, 20));
        await().until(() -> stream.events("next").size() == 3);
        assertThat(stream.events("next").get(1)).contains("\"data\":null", "FORBIDDEN");
        assertThat(stream.events("next").get(2)).isEqualTo(event(20, 2));
    }

    @Test
    void a_subgraph_that_breaks_off_refuses_or_answers_something_else_ends_the_subscription_with_an_error() {
        LiveProbe.Stream broken = probe.subscribe(WITH_OWNER);
        upstream().hangUp();
        await().until(broken::isEnded);
        assertThat(broken.text()).contains("DOWNSTREAM_SERVICE_ERROR", "broke off", "event: complete");

        live.misbehave(request -> request.response().setStatusCode(500).end("<html>secret host</html>"));
        LiveProbe.Stream html = probe.subscribe(WITH_OWNER);
        await().until(html::isEnded);
        assertThat(html.text())
                .contains("DOWNSTREAM_SERVICE_ERROR", "no usable answer")
                .doesNotContain("secret");

        live.misbehave(request -> request.response()
                .putHeader("content-type", "application/json")
                .end("{\"errors\":[{\"message\":\"Sign in first.\",\"extensions\":{\"code\":\"UNAUTHENTICATED\"}}]}"));
        LiveProbe.Stream refused = probe.subscribe(WITH_OWNER);
        await().until(refused::isEnded);
        assertThat(refused.text())
                .contains("UNAUTHENTICATED", "event: complete")
                .doesNotContain("DOWNSTREAM");
    }

    @Test
    void what_queries_may_not_do_subscriptions_may_not_either() {
        LiveProbe.Stream invalid = probe.subscribe("subscription { nothing }");
        await().until(invalid::isEnded);
        assertThat(invalid.status()).isEqualTo(400);
        assertThat(invalid.text()).contains("GRAPHQL_VALIDATION_FAILED");

        LiveProbe.Stream twoFields =
                probe.subscribe("subscription { a: walletChanged { id } b: walletChanged { id } }");
        await().until(twoFields::isEnded);
        assertThat(twoFields.status()).isEqualTo(400);

        StringBuilder aliases = new StringBuilder("subscription { walletChanged {");
        for (int i = 0; i < 300; i++) {
            aliases.append(" a").append(i).append(": id");
        }
        LiveProbe.Stream many = probe.subscribe(aliases.append("} }").toString());
        await().until(many::isEnded);
        assertThat(many.text()).contains("GRAPHQL_LIMIT_EXCEEDED");

        LiveProbe.Stream nothing = probe.send(
                HttpMethod.POST,
                "/graphql",
                "{\"query\":\"subscription($x: Boolean = false) { walletChanged @include(if: $x) { id } }\"}",
                Map.of());
        await().until(nothing::isEnded);
        assertThat(nothing.status()).isEqualTo(400);

        LiveProbe.Stream unseen =
                probe.send(HttpMethod.GET, "/graphql?query=subscription%7BwalletChanged%7Bid%7D%7D", null, Map.of());
        await().until(unseen::isEnded);
        assertThat(unseen.status()).isEqualTo(403);
        assertThat(live.streams()).isEmpty();
    }

    @Test
    void a_get_with_the_header_that_no_page_can_send_unseen_subscribes() {
        LiveProbe.Stream stream = probe.send(
                HttpMethod.GET,
                "/graphql?query=subscription%7BwalletChanged%7Bbalance%7D%7D",
                null,
                Map.of("x-coffer-client", "test"));
        upstream().send(LiveSubgraph.wallet(1, 10));
        await().until(() -> stream.events("next").size() == 1);
    }

    @Test
    void
            a_client_that_takes_json_only_is_told_how_to_subscribe_and_queries_are_answered_as_events_where_only_those_are_taken() {
        LiveProbe.Stream json = probe.subscribe(WITH_OWNER, Map.of("accept", "application/json"));
        await().until(json::isEnded);
        assertThat(json.text()).contains("OPERATION_NOT_SUPPORTED", "text/event-stream");

        LiveProbe.Stream query = probe.subscribe("{ me { name } }");
        await().until(query::isEnded);
        assertThat(query.events("next")).containsExactly("{\"data\":{\"me\":{\"name\":\"User 1\"}}}");
        assertThat(query.text()).endsWith("event: complete\ndata:\n\n");
    }

    @Test
    void a_slow_client_holds_up_its_subgraph_for_a_while_and_is_then_ended() {
        for (boolean bySocket : List.of(false, true)) {
            restart(
                    options ->
                            options.withQueue(20, 4 * 1024 * 1024, 512 * 1024).withStall(Duration.ofSeconds(1)),
                    bySocket);
            int before = live.streams().size();
            LiveProbe.Stream stream = probe.subscribe("subscription { walletChanged { id } }");
            await().until(() -> live.streams().size() == before + 1);
            LiveSubgraph.Stream upstream = upstream();
            stream.stopReading();
            int sent = 0;
            while (sent < EVENTS && goesOn(upstream)) {
                upstream.send(LiveSubgraph.largeWallet(sent++));
            }
            assertThat(sent).as("events sent before the subgraph is held up").isLessThan(EVENTS);
            await().atMost(Duration.ofSeconds(20)).until(upstream::isClosed);
            stream.goOn();
            await().atMost(Duration.ofSeconds(20)).until(stream::isEnded);
            assertThat(stream.text()).contains("SUBSCRIBER_TOO_SLOW");
        }
    }

    /** Whether the subgraph can send, after a moment at most. */
    static boolean goesOn(LiveSubgraph.Stream upstream) {
        if (upstream.isClosed() || !upstream.isFull()) {
            return !upstream.isClosed();
        }
        try {
            await().atMost(Duration.ofMillis(700)).until(() -> !upstream.isFull() || upstream.isClosed());
            return !upstream.isClosed();
        } catch (ConditionTimeoutException heldUp) {
            return false;
        }
    }

    @Test
    void a_client_that_is_slow_for_less_than_that_misses_nothing() {
        restart(options -> options.withQueue(20, 4 * 1024 * 1024, 512 * 1024), false);
        LiveProbe.Stream stream = probe.subscribe("subscription { walletChanged { balance } }");
        LiveSubgraph.Stream upstream = upstream();
        stream.stopReading();
        for (int i = 0; i < 500; i++) {
            upstream.send(LiveSubgraph.wallet(1, i));
        }
        stream.goOn();
        await().until(() -> stream.events("next").size() == 500);
        assertThat(stream.events("next").get(499)).contains("499");
    }

    @Test
    void as_many_subscriptions_as_the_process_takes_and_no_more() {
        restart(options -> options.withMost(2, 2), false);
        LiveProbe.Stream first = probe.subscribe(WITH_OWNER);
        probe.subscribe(WITH_OWNER);
        LiveProbe.Stream third = probe.subscribe(WITH_OWNER);
        await().until(third::isEnded);
        assertThat(third.status()).isEqualTo(503);
        assertThat(third.text()).contains("OVERLOADED");

        await().until(() -> live.streams().size() == 2);
        first.leave();
        await().until(() -> probe.subscribe(WITH_OWNER).status() == 200);
    }

    @Test
    void signs_of_life_keep_the_stream_and_a_subgraph_that_gives_none_is_given_up() {
        restart(
                options -> options.withTimes(
                        Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMinutes(1), Duration.ofSeconds(5)),
                false);
        LiveProbe.Stream stream = probe.subscribe(WITH_OWNER);
        await().until(() -> stream.text().contains(":\n\n:\n\n:\n\n"));
        await().until(stream::isEnded);
        assertThat(stream.text()).contains("DOWNSTREAM_SERVICE_ERROR", "took too long");
        await().until(() -> upstream().isClosed());
    }

    @Test
    void a_running_subscription_keeps_its_plan_when_the_schema_changes() throws Exception {
        LiveProbe.Stream stream = probe.subscribe(WITH_OWNER);
        LiveSubgraph.Stream upstream = upstream();
        live.changeSchema(LiveSubgraph.SDL + "extend type Query { more: Int }");
        try (HttpProbe http = new HttpProbe(gateway.url())) {
            await().until(() ->
                    http.ask("{ __type(name: \"Query\") { fields { name } } }").contains("more"));
        }
        upstream.send(LiveSubgraph.wallet(2, 20));
        await().until(() -> stream.events("next").equals(List.of(event(20, 2))));
    }

    @Test
    void a_gateway_that_stops_ends_streams_so_that_clients_come_back() {
        LiveProbe.Stream stream = probe.subscribe(WITH_OWNER);
        LiveSubgraph.Stream upstream = upstream();
        long begun = System.nanoTime();
        gateway.close();
        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(4));
        await().until(stream::isEnded);
        assertThat(stream.text()).doesNotContain("complete");
        await().until(upstream::isClosed);
    }

    @Test
    void the_figures_tell_of_subscriptions() throws Exception {
        LiveProbe.Stream stream = probe.subscribe(WITH_OWNER);
        upstream().send(LiveSubgraph.wallet(1, 10));
        await().until(() -> stream.events("next").size() == 1);
        try (HttpProbe http = new HttpProbe(URI.create("http://127.0.0.1:" + gateway.port() + "/"))) {
            assertThat(http.send(http.request("/metrics").GET()).body())
                    .contains("coffer_gateway_subscriptions_open 1", "coffer_gateway_subscriptions_events_total 1");
            upstream().complete();
            await().until(() -> http.send(http.request("/metrics").GET())
                    .body()
                    .contains("coffer_gateway_subscriptions_ended_total{reason=\"completed\"} 1"));
        }
    }
}
