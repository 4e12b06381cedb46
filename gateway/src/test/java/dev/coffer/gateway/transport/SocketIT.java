package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Revocation;
import dev.coffer.core.identity.RevocationList;
import dev.coffer.core.identity.Revocations;
import dev.coffer.core.identity.TokenVerifier;
import dev.coffer.core.identity.Verification;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that carry several operations: graphql-transport-ws, and GraphQL over SSE's single connection mode. */
class SocketIT {
    private static final String TOKEN = "x-graphql-event-stream-token";

    private final Shop shop = new Shop();
    private final LiveSubgraph live = new LiveSubgraph();
    private GatewayServer gateway = start(options -> options);
    private LiveProbe probe = new LiveProbe(gateway.url());

    private GatewayServer start(UnaryOperator<GatewayOptions> change) {
        SubgraphConfig config = new SubgraphConfig(
                List.of(
                        new SubgraphConfig.Subgraph("accounts", shop.accounts.url()),
                        new SubgraphConfig.Subgraph("live", live.url())),
                Duration.ofMillis(100));
        return GatewayServer.start(change.apply(GatewayOptions.of(new SchemaSource.Subgraphs(config, true))
                .withAddress("127.0.0.1", 0)
                .withTimes(Duration.ofSeconds(20), Duration.ofSeconds(5))));
    }

    private void restart(UnaryOperator<GatewayOptions> change) {
        probe.close();
        gateway.close();
        gateway = start(change);
        probe = new LiveProbe(gateway.url());
    }

    @AfterEach
    void stop() {
        probe.close();
        gateway.close();
        live.close();
        shop.close();
    }

    private LiveProbe.Socket ready() {
        LiveProbe.Socket socket = probe.socket();
        socket.initialise(null);
        await().until(() -> socket.messages("connection_ack").size() == 1);
        return socket;
    }

    private LiveSubgraph.Stream upstream(int count) {
        await().until(() -> live.streams().size() == count);
        return live.streams().getLast();
    }

    private static void closes(LiveProbe.Socket socket, int code) {
        await().until(socket::isClosed);
        assertThat(socket.closeCode()).isEqualTo(code);
    }

    @Test
    void several_operations_of_all_kinds_run_on_one_socket() {
        LiveProbe.Socket socket = ready();
        socket.subscribe("sub", SubscriptionIT.WITH_OWNER);
        socket.subscribe("query", "{ me { name } }");
        socket.subscribe("mutation", "mutation { rename(id: \"1\", name: \"Ada\") { name } }");
        socket.subscribe("wrong", "{ nothing }");
        await().until(() -> socket.messages("complete").size() == 2
                && socket.messages("error").size() == 1);
        assertThat(socket.messages("next").stream().map(JsonObject::encode))
                .anyMatch(text -> text.contains("query") && text.contains("User 1"))
                .anyMatch(text -> text.contains("mutation") && text.contains("Ada"));
        assertThat(socket.messages("error").getFirst().encode()).contains("wrong", "GRAPHQL_VALIDATION_FAILED");

        LiveSubgraph.Stream upstream = upstream(1);
        upstream.send(LiveSubgraph.wallet(2, 20));
        await().until(() -> socket.messages("next").size() == 3);
        assertThat(socket.messages("next").getLast().encode())
                .isEqualTo("{\"id\":\"sub\",\"type\":\"next\",\"payload\":{\"data\":{\"walletChanged\":"
                        + "{\"balance\":20,\"owner\":{\"name\":\"User 2\"}}}}}");
        upstream.complete();
        await().until(() -> socket.messages("complete").size() == 3);
        assertThat(socket.isClosed()).isFalse();
    }

    @Test
    void an_operation_that_the_client_completes_is_given_up_and_its_id_is_free_again() {
        LiveProbe.Socket socket = ready();
        socket.subscribe("1", SubscriptionIT.WITH_OWNER);
        LiveSubgraph.Stream first = upstream(1);
        socket.send("{\"id\":\"1\",\"type\":\"complete\"}");
        await().until(first::isClosed);
        socket.subscribe("1", SubscriptionIT.WITH_OWNER);
        LiveSubgraph.Stream second = upstream(2);
        socket.close();
        await().until(second::isClosed);
    }

    @Test
    void who_breaks_the_rules_is_closed_with_the_codes_of_the_protocol() {
        closes(probe.socket(Map.of()), 4406);

        LiveProbe.Socket nonsense = probe.socket();
        nonsense.send("nonsense");
        closes(nonsense, 4400);

        LiveProbe.Socket unknown = probe.socket();
        unknown.send("{\"type\":\"start\"}");
        closes(unknown, 4400);

        LiveProbe.Socket early = probe.socket();
        early.subscribe("1", "{ me { name } }");
        closes(early, 4401);

        LiveProbe.Socket twice = ready();
        twice.initialise(null);
        closes(twice, 4429);

        LiveProbe.Socket duplicate = ready();
        duplicate.subscribe("1", SubscriptionIT.WITH_OWNER);
        duplicate.subscribe("1", SubscriptionIT.WITH_OWNER);
        closes(duplicate, 4409);

        LiveProbe.Socket noId = ready();
        noId.send("{\"type\":\"subscribe\",\"payload\":{\"query\":\"{ me { name } }\"}}");
        closes(noId, 4400);
    }

    @Test
    void pings_are_answered_with_what_they_carry() {
        LiveProbe.Socket socket = probe.socket();
        socket.send("{\"type\":\"ping\",\"payload\":{\"a\":1}}");
        await().until(() -> socket.messages("pong").size() == 1);
        assertThat(socket.messages("pong").getFirst().getJsonObject("payload").getInteger("a"))
                .isEqualTo(1);
    }

    @Test
    void who_does_not_say_who_they_are_and_who_carries_nothing_is_closed() {
        restart(options -> options.withSubscriptions(SubscriptionOptions.DEFAULT.withTimes(
                Duration.ofMinutes(1), Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(2))));
        LiveProbe.Socket idle = ready();
        closes(idle, 1000);
        LiveProbe.Socket silent = probe.socket();
        await().until(silent::isClosed);
        assertThat(silent.closeCode()).isIn(1000, 4408);

        restart(options -> options.withSubscriptions(SubscriptionOptions.DEFAULT.withTimes(
                Duration.ofMinutes(1), Duration.ofSeconds(10), Duration.ofMinutes(1), Duration.ofMillis(300))));
        closes(probe.socket(), 4408);
    }

    @Test
    void a_socket_takes_so_many_operations_and_says_so_to_the_next() {
        restart(options -> options.withSubscriptions(SubscriptionOptions.DEFAULT.withMost(10, 2)));
        LiveProbe.Socket socket = ready();
        for (int i = 0; i < 3; i++) {
            socket.subscribe("s" + i, SubscriptionIT.WITH_OWNER);
        }
        await().until(() -> socket.messages("error").size() == 1);
        assertThat(socket.messages("error").getFirst().encode()).contains("s2", "OVERLOADED");
        upstream(2);
    }

    @Test
    void pages_of_other_sites_open_no_sockets_unless_they_are_allowed() {
        assertThatThrownBy(() -> probe.socket(Map.of("origin", "https://evil.example"), SocketSession.PROTOCOL))
                .hasStackTraceContaining("403");
        probe.socket(Map.of("origin", "http://127.0.0.1:" + gateway.port()), SocketSession.PROTOCOL);
        restart(options -> options.withSubscriptions(
                SubscriptionOptions.DEFAULT.withAllowedOrigins(List.of("https://app.example"))));
        probe.socket(Map.of("origin", "https://app.example"), SocketSession.PROTOCOL);
    }

    @Test
    void a_gateway_that_stops_says_that_it_goes_away() {
        LiveProbe.Socket socket = ready();
        socket.subscribe("1", SubscriptionIT.WITH_OWNER);
        LiveSubgraph.Stream upstream = upstream(1);
        gateway.close();
        closes(socket, 1001);
        assertThat(socket.messages("complete")).isEmpty();
        await().until(upstream::isClosed);
    }

    /** Tokens that name the moment at which they end, each of a session of that name. */
    private static EdgeIdentity endingTokens(Revocations revocations) {
        Clock clock = Clock.systemUTC();
        TokenVerifier verifier = token -> {
            Instant until = Instant.ofEpochMilli(Long.parseLong(token));
            return clock.instant().isBefore(until.plusSeconds(5))
                    ? new Verification.Verified(new Caller("ann", "main", Set.of("user"), token), until)
                    : new Verification.Rejected(Verification.Reason.EXPIRED);
        };
        return new EdgeIdentity(verifier, revocations, clock);
    }

    private static String tokenFor(Duration time) {
        return "Bearer " + Instant.now().plus(time).toEpochMilli();
    }

    @Test
    void subscriptions_end_with_the_access_token_that_they_began_with() {
        restart(options -> options.withIdentity(endingTokens(Revocations.NONE)));
        LiveProbe.Socket lasting = probe.socket();
        lasting.initialise(tokenFor(Duration.ofMinutes(5)));
        await().until(() -> lasting.messages("connection_ack").size() == 1);
        lasting.subscribe("1", SubscriptionIT.WITH_OWNER);
        LiveSubgraph.Stream lastingUpstream = upstream(1);
        assertThat(lastingUpstream.headers().get("authorization")).startsWith("Bearer ");

        LiveProbe.Socket ending =
                probe.socket(Map.of("authorization", tokenFor(Duration.ofSeconds(2))), SocketSession.PROTOCOL);
        ending.initialise(null);
        await().until(() -> ending.messages("connection_ack").size() == 1);
        ending.subscribe("1", SubscriptionIT.WITH_OWNER);
        LiveSubgraph.Stream endingUpstream = upstream(2);

        LiveProbe.Stream stream =
                probe.subscribe(SubscriptionIT.WITH_OWNER, Map.of("authorization", tokenFor(Duration.ofSeconds(2))));
        LiveSubgraph.Stream streamUpstream = upstream(3);

        closes(ending, 4403);
        await().until(stream::isEnded);
        assertThat(stream.text()).contains("UNAUTHENTICATED", "expired", "event: complete");
        await().until(() -> endingUpstream.isClosed() && streamUpstream.isClosed());
        assertThat(lasting.isClosed()).isFalse();
        assertThat(lastingUpstream.isClosed()).isFalse();
    }

    @Test
    void subscriptions_end_soon_after_their_session() {
        RevocationList revocations = new RevocationList();
        restart(options -> options.withIdentity(endingTokens(revocations)));
        String staying = tokenFor(Duration.ofMinutes(4));
        String leaving = tokenFor(Duration.ofMinutes(5));
        LiveProbe.Stream kept = probe.subscribe(SubscriptionIT.WITH_OWNER, Map.of("authorization", staying));
        LiveSubgraph.Stream keptUpstream = upstream(1);
        LiveProbe.Stream ended = probe.subscribe(SubscriptionIT.WITH_OWNER, Map.of("authorization", leaving));
        LiveSubgraph.Stream endedUpstream = upstream(2);

        revocations.addAll(List.of(Revocation.ofSession(
                leaving.substring("Bearer ".length()), Instant.now().plusSeconds(600))));

        await().until(ended::isEnded);
        assertThat(ended.text()).contains("UNAUTHENTICATED", "session", "event: complete");
        await().until(endedUpstream::isClosed);
        assertThat(kept.isEnded()).isFalse();
        assertThat(keptUpstream.isClosed()).isFalse();
        LiveProbe.Socket again = probe.socket();
        again.initialise(leaving);
        closes(again, 4403);
    }

    @Test
    void a_token_that_counts_for_nothing_opens_no_socket() {
        restart(options -> options.withIdentity(endingTokens(Revocations.NONE)));
        LiveProbe.Socket socket = probe.socket();
        socket.initialise(tokenFor(Duration.ofMinutes(-5)));
        closes(socket, 4403);
    }

    private String reserve() {
        LiveProbe.Stream reserved = probe.send(HttpMethod.PUT, "/graphql/stream", null, Map.of());
        assertThat(reserved.status()).isEqualTo(201);
        await().until(reserved::isEnded);
        return reserved.text();
    }

    private LiveProbe.Stream operate(String token, String id, String query) {
        LiveProbe.Stream taken = probe.send(
                HttpMethod.POST,
                "/graphql/stream",
                new JsonObject()
                        .put("query", query)
                        .put("extensions", new JsonObject().put("operationId", id))
                        .encode(),
                Map.of(TOKEN, token));
        await().until(taken::isEnded);
        return taken;
    }

    @Test
    void several_operations_run_on_one_stream() {
        String token = reserve();
        LiveProbe.Stream stream = probe.send(HttpMethod.GET, "/graphql/stream?token=" + token, null, Map.of());
        assertThat(stream.status()).isEqualTo(200);
        assertThat(operate(token, "sub", SubscriptionIT.WITH_OWNER).status()).isEqualTo(202);
        assertThat(operate(token, "sub", SubscriptionIT.WITH_OWNER).status()).isEqualTo(409);
        assertThat(operate(token, "query", "{ me { name } }").status()).isEqualTo(202);
        assertThat(operate(token, "wrong", "{ nothing }").status()).isEqualTo(202);
        await().until(() -> stream.events("complete").size() == 2);
        assertThat(stream.events("next"))
                .anyMatch(
                        text -> text.equals("{\"id\":\"query\",\"payload\":{\"data\":{\"me\":{\"name\":\"User 1\"}}}}"))
                .anyMatch(text -> text.contains("wrong") && text.contains("GRAPHQL_VALIDATION_FAILED"));

        LiveSubgraph.Stream upstream = upstream(1);
        upstream.send(LiveSubgraph.wallet(2, 20));
        await().until(() -> stream.events("next").size() == 3);
        assertThat(stream.events("next").getLast())
                .startsWith("{\"id\":\"sub\",\"payload\":{\"data\":{\"walletChanged\"");

        probe.send(HttpMethod.DELETE, "/graphql/stream?operationId=sub", null, Map.of(TOKEN, token));
        await().until(upstream::isClosed);

        operate(token, "sub", SubscriptionIT.WITH_OWNER);
        LiveSubgraph.Stream again = upstream(2);
        stream.leave();
        await().until(again::isClosed);
        await().until(() -> operate(token, "late", "{ me { name } }").status() == 404);
    }

    @Test
    void a_stream_is_opened_once_and_only_where_it_was_reserved() {
        assertThat(probe.send(HttpMethod.GET, "/graphql/stream?token=guessed", null, Map.of())
                        .status())
                .isEqualTo(404);
        String token = reserve();
        assertThat(operate(token, "early", "{ me { name } }").status()).isEqualTo(404);
        LiveProbe.Stream stream = probe.send(HttpMethod.GET, "/graphql/stream?token=" + token, null, Map.of());
        assertThat(probe.send(HttpMethod.GET, "/graphql/stream?token=" + token, null, Map.of())
                        .status())
                .isEqualTo(409);
        stream.leave();
        await().until(() -> probe.send(HttpMethod.GET, "/graphql/stream?token=" + token, null, Map.of())
                        .status()
                == 404);
    }
}
