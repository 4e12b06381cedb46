package dev.coffer.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventType;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Revocation;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.NodePeers;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestPorts;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.notification.NotificationApplication;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** The npm package socket.io-client at two replicas; skipped where there is no Node.js. */
@ExtendWith(StoresExtension.class)
final class SocketIoIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String RECEIVED = "notification.received";
    private static final List<String> POLLING = List.of("polling");
    private static final List<String> SOCKET = List.of("websocket");
    private static final int MOST_BEHIND = 5;
    private static final int MOST_CONNECTIONS = 4;

    /** As payment-service tells it. */
    private record Deposited(String userId, String amount, String fee, String currency, String balance) {}

    private static TestTokens tokens;
    private static TestPolicies policies;
    private static TestService service;
    private static TestService replica;
    private static TestEmitter payment;
    private static int port;
    private static int replicaPort;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final List<SocketPeer> open = new ArrayList<>();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        NodePeers.install();
        tokens = TestTokens.start();
        policies = TestPolicies.start();
        payment = TestEmitter.start(
                "payment",
                database + "_payment",
                List.of(new EventType<>("wallet.deposit.completed", 1, Deposited.class)));
        port = TestPorts.free();
        replicaPort = TestPorts.free();
        service = begin(database, port);
        replica = begin(database, replicaPort);
    }

    private static TestService begin(String database, int port) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("server.port", Integer.toString(port));
        settings.put("coffer.identity.policies-uri", policies.uri());
        settings.put("coffer.notification.events.per-user", Integer.toString(MOST_CONNECTIONS));
        settings.put("coffer.notification.events.most-behind", Integer.toString(MOST_BEHIND));
        settings.put("coffer.notification.events.heartbeat", "1s");
        settings.put("coffer.notification.events.check", "500ms");
        settings.put("coffer.notification.events.rooms", "5");
        settings.put("coffer.notification.sockets.ping-interval", "1s");
        settings.put("coffer.notification.sockets.ping-timeout", "5s");
        return TestService.start(
                NotificationApplication.class, NotificationApplication.SERVICE, database, tokens, settings);
    }

    @AfterAll
    static void stop() {
        if (service != null) {
            payment.close();
            service.close();
            replica.close();
            policies.close();
            tokens.close();
        }
    }

    @AfterEach
    void leave() {
        open.forEach(SocketPeer::close);
    }

    private String token(String userId, String... roles) {
        return tokens.user(userId, tenantId, roles.length == 0 ? new String[] {"user"} : roles);
    }

    private SocketPeer connect(int at, Map<String, ?> options) {
        SocketPeer peer = SocketPeer.connect(at, options);
        open.add(peer);
        return peer;
    }

    private void deposit(String userId, String amount) {
        payment.tell(new Deposited(userId, amount, "0.00", "EUR", "9.00"), userId, tenantId);
    }

    private JsonNode publish(TestService at, String token, String key, String topic, String data) {
        Map<String, Object> input = new HashMap<>(
                Map.of("idempotencyKey", key, "type", "score.changed", "data", "{\"goal\": \"" + data + "\"}"));
        if (!topic.isEmpty()) {
            input.put("topic", topic);
        }
        return at.ask("""
                mutation M($input: PublishToTopicInput!) { publishToTopic(input: $input) {
                    ... on TopicMessage { id topic type } ... on Refusal { code } } }""", Map.of("input", input), token);
    }

    private void told(String topic, String data) {
        JsonNode answer = publish(service, token("olga", "admin"), data, topic, data);
        assertThat(answer.at("/data/publishToTopic/id").asString())
                .as(answer.toString())
                .isNotEmpty();
    }

    private static List<String> subjects(SocketPeer peer) {
        return peer.events(RECEIVED).stream()
                .map(event -> event.path("subject").asString())
                .toList();
    }

    private static List<String> goals(SocketPeer peer, String room) {
        return peer.events("message", room).stream()
                .map(event -> event.at("/data/goal").asString())
                .toList();
    }

    private static List<Long> positions(List<JsonNode> events) {
        return events.stream().map(event -> event.path("last").asLong()).toList();
    }

    @Test
    void a_users_messages_come_by_polling_by_websocket_and_over_the_change_from_one_to_the_other() {
        SocketPeer polling = connect(port, Map.of("token", token("ann"), "transports", POLLING))
                .awaitReady();
        SocketPeer socket = connect(replicaPort, Map.of("token", token("ann"), "transports", SOCKET))
                .awaitReady();
        SocketPeer both = connect(replicaPort, Map.of("token", token("ann"))).awaitReady();
        SocketPeer header =
                connect(port, Map.of("token", token("ann"), "header", true)).awaitReady();
        SocketPeer bob = connect(port, Map.of("token", token("bob"))).awaitReady();
        both.awaitLine("transport websocket");
        deposit("ann", "1.00");
        deposit("ann", "2.00");
        for (SocketPeer peer : List.of(polling, socket, both, header)) {
            peer.awaitEvents(RECEIVED, 2);
            assertThat(subjects(peer)).containsExactly("1.00 EUR came in", "2.00 EUR came in");
            assertThat(positions(peer.events(RECEIVED))).containsExactly(1L, 2L);
        }
        assertThat(polling.lines("transport ")).containsExactly("polling");
        assertThat(socket.lines("transport ")).containsExactly("websocket");
        // It begins by polling; the change may be over before it prints how it is connected.
        assertThat(both.lines("transport ")).endsWith("websocket");
        assertThat(bob.events(RECEIVED)).isEmpty();
        // Longer than a client without signs of life would be kept.
        await().during(Duration.ofSeconds(7))
                .atMost(PATIENCE)
                .until(() -> polling.lines("disconnect").isEmpty()
                        && socket.lines("disconnect").isEmpty());
    }

    @Test
    void what_is_told_to_a_topic_at_one_replica_comes_to_those_who_joined_at_any_and_to_no_other_tenant() {
        policies.grant(tenantId, "fan", "topic:read:match-7");
        String room = "topic:match-7";
        List<Map<String, String>> join = List.of(Map.of("room", room));
        String fan = token("ann", "user", "fan");
        await().atMost(PATIENCE).until(() -> {
            SocketPeer trial = connect(
                            port, Map.of("token", token("tim", "user", "fan"), "join", join, "transports", SOCKET))
                    .awaitLine("joined ");
            trial.close();
            return trial.lines("joined ").equals(List.of("{\"room\":\"" + room + "\"}"));
        });
        SocketPeer here = connect(port, Map.of("token", fan, "join", join)).awaitLines("event ready ", 3);
        SocketPeer there = connect(replicaPort, Map.of("token", fan, "join", join, "transports", POLLING))
                .awaitLines("event ready ", 3);
        SocketPeer outside = connect(port, Map.of("token", token("bob"))).awaitReady();
        SocketPeer stranger = connect(
                        port, Map.of("token", tokens.user("ann", "other-" + tenantId, "admin"), "join", join))
                .awaitLines("event ready ", 3);
        told("match-7", "1");
        told("match-7", "2");
        told("", "all");
        for (SocketPeer peer : List.of(here, there)) {
            peer.awaitEvents("message", 3);
            assertThat(goals(peer, room)).containsExactly("1", "2");
            assertThat(positions(peer.events("message", room))).containsExactly(1L, 2L);
            assertThat(goals(peer, "tenant:" + tenantId)).containsExactly("all");
        }
        outside.awaitEvents("message", 1);
        assertThat(goals(outside, "tenant:" + tenantId)).containsExactly("all");
        assertThat(outside.events("message")).hasSize(1);
        JsonNode first = here.events("message", room).getFirst();
        assertThat(first.path("type").asString()).isEqualTo("score.changed");
        assertThat(first.path("from").asString()).isEqualTo("olga");
        assertThat(stranger.events("message")).isEmpty();

        // Each once, though one of them is there by two connections at two replicas; and whoever leaves is not seen any
        // more.
        await().atMost(PATIENCE).until(() -> present(service, "match-7").equals(List.of("ann")));
        await().atMost(PATIENCE).until(() -> present(replica, "").equals(List.of("ann", "bob")));
        there.close();
        outside.close();
        await().atMost(PATIENCE).until(() -> present(replica, "").equals(List.of("ann")));
        assertThat(present(service, "match-7")).containsExactly("ann");

        // The permission goes, and with it the room.
        policies.grant(tenantId, "fan", "topic:read:other");
        here.awaitEvents("left", 1);
        told("match-7", "3");
        told("", "last");
        here.awaitLines("event message {\"room\":\"tenant:", 2);
        assertThat(goals(here, room)).containsExactly("1", "2");
        await().atMost(PATIENCE).until(() -> present(service, "match-7").isEmpty());
    }

    private List<String> present(TestService at, String topic) {
        String where = topic.isEmpty() ? "" : "(topic: \"" + topic + "\")";
        return at.ask("{ presence" + where + " { userIds isComplete } }", token("olga", "admin"))
                .at("/data/presence/userIds")
                .valueStream()
                .map(JsonNode::asString)
                .toList();
    }

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
    void what_was_missed_is_told_once_after_a_break_at_any_replica_and_too_much_of_it_is_not() {
        String room = "topic:match-8";
        Map<String, Object> options = Map.of(
                "token", token("cyd", "admin"), "follow", true, "breaks", 1, "join", List.of(Map.of("room", room)));
        SocketPeer peer = connect(port, options).awaitLines("event ready ", 3);
        deposit("cyd", "1.00");
        peer.awaitLine("disconnect ");
        deposit("cyd", "2.00");
        told("match-8", "1");
        peer.awaitLines("connect", 2).awaitEvents(RECEIVED, 2).awaitEvents("message", 1);
        told("match-8", "2");
        peer.awaitEvents("message", 2);
        assertThat(positions(peer.events(RECEIVED))).containsExactly(1L, 2L);
        assertThat(goals(peer, room)).containsExactly("1", "2");
        assertThat(peer.events("resync")).isEmpty();

        SocketPeer there = connect(
                replicaPort,
                Map.of(
                        "token", token("cyd", "admin"),
                        "last", Map.of("user:cyd", 1),
                        "join", List.of(Map.of("room", room, "last", 1))));
        there.awaitEvents(RECEIVED, 1).awaitEvents("message", 1);
        assertThat(positions(there.events(RECEIVED))).containsExactly(2L);
        assertThat(goals(there, room)).containsExactly("2");

        IntStream.rangeClosed(3, 3 + MOST_BEHIND).forEach(i -> told("match-8", "n" + i));
        SocketPeer late = connect(
                replicaPort, Map.of("token", token("cyd", "admin"), "join", List.of(Map.of("room", room, "last", 1))));
        late.awaitEvents("resync", 1);
        assertThat(late.events("resync", room).getFirst().path("last").asLong()).isEqualTo(3 + MOST_BEHIND);
        told("match-8", "after");
        late.awaitEvents("message", 1);
        assertThat(goals(late, room)).containsExactly("after");
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

    @Test
    void while_redis_is_away_what_is_told_still_comes() {
        SocketPeer peer = connect(replicaPort, Map.of("token", token("hal"))).awaitReady();
        TestStores.redis().killHard();
        try {
            told("", "without");
            peer.awaitEvents("message", 1);
        } finally {
            TestStores.redis().restart();
        }
        told("", "with");
        peer.awaitEvents("message", 2);
        assertThat(goals(peer, "tenant:" + tenantId)).containsExactly("without", "with");
    }
}
