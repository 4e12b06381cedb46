package dev.coffer.notification.realtime;

import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.NodePeers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The npm package socket.io-client, run by {@code socket.js}. */
final class SocketPeer implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String EVENT = "event ";

    private final NodePeers.Run run;

    private SocketPeer(NodePeers.Run run) {
        this.run = run;
    }

    static SocketPeer connect(int port, Map<String, ?> options) {
        return new SocketPeer(NodePeers.run(
                "socket.js", "http://127.0.0.1:" + port, JsonMapper.shared().writeValueAsString(options)));
    }

    List<String> lines() {
        return run.lines();
    }

    /** What it printed that begins with this, without that. */
    List<String> lines(String beginning) {
        return run.lines().stream()
                .filter(line -> line.startsWith(beginning))
                .map(line -> line.substring(beginning.length()))
                .toList();
    }

    SocketPeer awaitLine(String beginning) {
        return awaitLines(beginning, 1);
    }

    SocketPeer awaitLines(String beginning, int count) {
        await(beginning).atMost(PATIENCE).until(() -> lines(beginning).size() >= count);
        return this;
    }

    /** Until it hears of everything in its own rooms. */
    SocketPeer awaitReady() {
        return awaitLines("event ready ", 2);
    }

    List<JsonNode> events(String name) {
        return lines(EVENT + name + " ").stream()
                .map(JsonMapper.shared()::readTree)
                .toList();
    }

    /** Of one room, what was told of this name. */
    List<JsonNode> events(String name, String room) {
        return events(name).stream()
                .filter(event -> event.path("room").asString().equals(room))
                .toList();
    }

    SocketPeer awaitEvents(String name, int count) {
        return awaitLines(EVENT + name + " ", count);
    }

    @Override
    public void close() {
        run.close();
    }
}
