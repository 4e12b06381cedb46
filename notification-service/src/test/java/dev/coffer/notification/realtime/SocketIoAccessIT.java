package dev.coffer.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Revocation;
import dev.coffer.core.testkit.TestService;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Who may connect, join and publish by Socket.IO, and how long. */
final class SocketIoAccessIT extends SocketIoStage {

    @Test
    void rooms_of_others_are_closed_whatever_the_role() {
        List<Map<String, String>> join = List.of(
                Map.of("room", "user:bob"),
                Map.of("room", "tenant:other"),
                Map.of("room", "topic:tenant"),
                Map.of("room", "topic:../x"),
                Map.of("room", "inbox/bob"),
                Map.of());
        SocketPeer admin = connect(port, Map.of("token", token("ann", "admin"), "join", join))
                .awaitLines("joined ", 6);
        List<String> codes = admin.lines("joined ").stream()
                .map(line -> line.replaceAll(".*\"code\":\"([A-Z_]+)\".*", "$1"))
                .toList();
        assertThat(codes)
                .containsExactly(
                        "FORBIDDEN", "FORBIDDEN", "INVALID_INPUT", "INVALID_INPUT", "INVALID_INPUT", "INVALID_INPUT");
        SocketPeer user = connect(
                        port,
                        Map.of(
                                "token", token("ann"),
                                "join", List.of(Map.of("room", "topic:match-7")),
                                "publish",
                                        List.of(Map.of(
                                                "room", "topic:match-7",
                                                "type", "x",
                                                "data", Map.of(),
                                                "idempotencyKey", "k"))))
                .awaitLine("published ");
        assertThat(user.lines("joined ")).singleElement().asString().contains("FORBIDDEN");
        assertThat(user.lines("published ")).singleElement().asString().contains("FORBIDDEN");
        deposit("bob", "7.00");
        SocketPeer bob = connect(port, Map.of("token", token("bob"), "last", Map.of("user:bob", 0)));
        bob.awaitEvents(RECEIVED, 1);
        assertThat(admin.events(RECEIVED)).isEmpty();
    }

    @Test
    void a_client_publishes_with_acknowledgement_and_the_same_key_tells_once() {
        Map<String, Object> message =
                Map.of("room", "topic:chat", "type", "said", "data", Map.of("goal", "hi"), "idempotencyKey", "k1");
        Map<String, Object> other = new HashMap<>(message);
        other.put("data", Map.of("goal", "ho"));
        Map<String, Object> wrong = new HashMap<>(message);
        wrong.put("data", "no object");
        SocketPeer admin = connect(
                        port,
                        Map.of(
                                "token", token("olga", "admin"),
                                "join", List.of(Map.of("room", "topic:chat", "last", 0)),
                                "publish", List.of(message, message, other, wrong)))
                .awaitLines("published ", 4);
        assertThat(admin.lines("published ").subList(0, 2)).containsExactly("{\"last\":1}", "{\"last\":1}");
        assertThat(admin.lines("published ").get(2)).contains("TOPIC_KEY_REUSED");
        assertThat(admin.lines("published ").get(3)).contains("INVALID_INPUT");

        // The same at once at both replicas.
        String token = token("olga", "admin");
        List<CompletableFuture<JsonNode>> answers = IntStream.range(0, 8)
                .mapToObj(i -> CompletableFuture.supplyAsync(
                        () -> publish(i % 2 == 0 ? service : replica, token, "at-once", "chat", "x")))
                .toList();
        assertThat(answers)
                .allMatch(answer ->
                        answer.join().at("/data/publishToTopic/id").asString().equals("2"));
        assertThat(publish(service, token, "at-once", "chat", "y")
                        .at("/data/publishToTopic/code")
                        .asString())
                .isEqualTo("TOPIC_KEY_REUSED");
        assertThat(TestService.errorCode(publish(service, token("ann"), "mine", "chat", "y")))
                .isEqualTo("FORBIDDEN");
        told("chat", "end");
        admin.awaitEvents("message", 3);
        assertThat(goals(admin, "topic:chat")).containsExactly("hi", "x", "end");
    }

    @Test
    void a_token_that_does_not_count_connects_nobody_and_one_that_ceases_to_ends_it() {
        String genuine = token("eve");
        String forged = genuine.substring(0, genuine.length() - 8) + "AAAAAAAA";
        Caller brief = new Caller("eve", tenantId, Set.of("user"), "brief");
        String expired = tokens.mint(
                brief, claims -> claims.expirationTime(Date.from(Instant.now().minusSeconds(90))), header -> header);
        for (String wrong : List.of("", "no.token.at-all", forged, expired)) {
            SocketPeer refused = connect(port, Map.of("token", wrong)).awaitLine("refused ");
            assertThat(refused.lines("refused ")).as(wrong).containsExactly("UNAUTHENTICATED false");
        }
        SocketPeer merchant =
                connect(port, Map.of("token", token("eve", "merchant"))).awaitLine("refused ");
        assertThat(merchant.lines("refused ")).containsExactly("FORBIDDEN false");

        String soon = tokens.mint(
                brief, claims -> claims.expirationTime(Date.from(Instant.now().plusSeconds(4))), header -> header);
        SocketPeer expiring =
                connect(port, Map.of("token", soon, "transports", POLLING)).awaitReady();
        Caller caller = new Caller("eve", tenantId, Set.of("user"), "revoked-" + tenantId);
        SocketPeer revoked =
                connect(replicaPort, Map.of("token", tokens.mint(caller))).awaitReady();
        SocketPeer other = connect(replicaPort, Map.of("token", genuine)).awaitReady();
        tokens.revoke(Revocation.ofSession("revoked-" + tenantId, Instant.now().plusSeconds(600)));
        for (SocketPeer ended : List.of(expiring, revoked)) {
            ended.awaitLine("disconnect ");
            assertThat(ended.lines("event end ")).containsExactly("{\"code\":\"UNAUTHENTICATED\"}");
            assertThat(ended.lines("disconnect ")).containsExactly("io server disconnect");
        }
        deposit("eve", "1.00");
        other.awaitEvents(RECEIVED, 1);
        assertThat(revoked.events(RECEIVED)).isEmpty();
        assertThat(other.lines("disconnect")).isEmpty();
    }

    @Test
    void a_permission_that_is_taken_away_ends_the_connection() {
        policies.grant(tenantId, "reader", "inbox:read:own");
        String token = token("fay", "reader");
        await().atMost(PATIENCE).until(() -> {
            SocketPeer trial = connect(port, Map.of("token", token));
            await().atMost(PATIENCE).until(() -> !trial.lines().isEmpty());
            return trial.lines().getFirst().equals("connect");
        });
        policies.grant(tenantId, "reader", "wallet:read:own");
        SocketPeer last = open.getLast().awaitLine("disconnect ");
        assertThat(last.lines("event end ")).containsExactly("{\"code\":\"FORBIDDEN\"}");
    }

    @Test
    void a_user_has_so_many_connections_and_no_more_and_a_connection_so_many_rooms() {
        for (int i = 0; i < MOST_CONNECTIONS; i++) {
            connect(port, Map.of("token", token("gus"))).awaitReady();
        }
        SocketPeer more = connect(port, Map.of("token", token("gus"))).awaitLine("refused ");
        assertThat(more.lines("refused ")).containsExactly("TOO_MANY_REQUESTS false");
        open.getFirst().close();
        await().atMost(PATIENCE).until(() -> {
            SocketPeer again = connect(port, Map.of("token", token("gus")));
            await().atMost(PATIENCE).until(() -> !again.lines().isEmpty());
            return again.lines().getFirst().equals("connect");
        });
        List<Map<String, String>> join = IntStream.range(0, 4)
                .mapToObj(i -> Map.of("room", "topic:t" + i))
                .toList();
        SocketPeer wide = connect(replicaPort, Map.of("token", token("gus", "admin"), "join", join));
        wide.awaitLines("joined ", 4);
        assertThat(wide.lines("joined ").getLast()).contains("TOO_MANY_REQUESTS");
        assertThat(wide.lines("joined {\"room")).hasSize(3);
    }
}
