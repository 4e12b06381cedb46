package dev.coffer.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What comes to clients of Socket.IO, over every transport, at every replica, and after a break. */
final class SocketIoIT extends SocketIoStage {

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
