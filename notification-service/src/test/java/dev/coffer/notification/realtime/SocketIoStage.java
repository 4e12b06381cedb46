package dev.coffer.notification.realtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.NodePeers;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** Two replicas, clients by the npm package socket.io-client, and what is told to them; skipped where there is no Node.js. */
@ExtendWith(StoresExtension.class)
abstract sealed class SocketIoStage permits SocketIoIT, SocketIoAccessIT {

    static final Duration PATIENCE = Duration.ofSeconds(30);
    static final String RECEIVED = "notification.received";
    static final List<String> POLLING = List.of("polling");
    static final List<String> SOCKET = List.of("websocket");
    static final int MOST_BEHIND = 5;
    static final int MOST_CONNECTIONS = 4;

    static TestTokens tokens;
    static TestPolicies policies;
    static TestService service;
    static TestService replica;
    private static Replicas replicas;
    static int port;
    static int replicaPort;

    final String tenantId = "tenant-" + UUID.randomUUID();
    final List<SocketPeer> open = new ArrayList<>();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        NodePeers.install();
        policies = TestPolicies.start();
        replicas = new Replicas(
                database,
                MOST_BEHIND,
                MOST_CONNECTIONS,
                Map.of(
                        "coffer.identity.policies-uri", policies.uri(),
                        "coffer.notification.events.rooms", "5",
                        "coffer.notification.sockets.ping-interval", "1s",
                        "coffer.notification.sockets.ping-timeout", "5s"));
        tokens = replicas.tokens;
        service = replicas.service;
        replica = replicas.replica;
        port = replicas.port;
        replicaPort = replicas.replicaPort;
    }

    @AfterAll
    static void stop() {
        if (replicas != null) {
            replicas.close();
            policies.close();
        }
    }

    @AfterEach
    void leave() {
        open.forEach(SocketPeer::close);
    }

    String token(String userId, String... roles) {
        return tokens.user(userId, tenantId, roles.length == 0 ? new String[] {"user"} : roles);
    }

    SocketPeer connect(int at, Map<String, ?> options) {
        SocketPeer peer = SocketPeer.connect(at, options);
        open.add(peer);
        return peer;
    }

    void deposit(String userId, String amount) {
        replicas.deposit(tenantId, userId, amount);
    }

    JsonNode publish(TestService at, String token, String key, String topic, String data) {
        Map<String, Object> input = new HashMap<>(
                Map.of("idempotencyKey", key, "type", "score.changed", "data", "{\"goal\": \"" + data + "\"}"));
        if (!topic.isEmpty()) {
            input.put("topic", topic);
        }
        return at.ask("""
                mutation M($input: PublishToTopicInput!) { publishToTopic(input: $input) {
                    ... on TopicMessage { id topic type } ... on Refusal { code } } }""", Map.of("input", input), token);
    }

    void told(String topic, String data) {
        JsonNode answer = publish(service, token("olga", "admin"), data, topic, data);
        assertThat(answer.at("/data/publishToTopic/id").asString())
                .as(answer.toString())
                .isNotEmpty();
    }

    static List<String> subjects(SocketPeer peer) {
        return peer.events(RECEIVED).stream()
                .map(event -> event.path("subject").asString())
                .toList();
    }

    static List<String> goals(SocketPeer peer, String room) {
        return peer.events("message", room).stream()
                .map(event -> event.at("/data/goal").asString())
                .toList();
    }

    static List<Long> positions(List<JsonNode> events) {
        return events.stream().map(event -> event.path("last").asLong()).toList();
    }
}
