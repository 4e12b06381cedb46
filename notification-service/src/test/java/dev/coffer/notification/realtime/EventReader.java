package dev.coffer.notification.realtime;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client of server-sent events, by the standard's rules for lines and not by our code. */
final class EventReader implements AutoCloseable {

    private final HttpURLConnection connection;
    private final int status;
    private final List<Told> all = new CopyOnWriteArrayList<>();
    private volatile boolean isOver;
    private volatile int comments;

    /** An event as it came. @param id null where it had none */
    record Told(@Nullable String id, String type, JsonNode data) {}

    private EventReader(HttpURLConnection connection) throws IOException {
        this.connection = connection;
        this.status = connection.getResponseCode();
        if (status == HttpURLConnection.HTTP_OK) {
            Thread.ofVirtual().start(this::read);
        }
    }

    static EventReader open(String address, @Nullable String token, @Nullable String lastEventId) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(address).toURL().openConnection();
            connection.setRequestProperty("Accept", "text/event-stream");
            if (token != null) {
                connection.setRequestProperty("Authorization", "Bearer " + token);
            }
            if (lastEventId != null) {
                connection.setRequestProperty("Last-Event-ID", lastEventId);
            }
            return new EventReader(connection);
        } catch (IOException failed) {
            throw new AssertionError(failed);
        }
    }

    private void read() {
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(connection.getInputStream(), StandardCharsets.UTF_8))) {
            String id = null;
            String type = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String value = line.substring(line.indexOf(':') + 1).stripLeading();
                if (line.isEmpty() && !data.isEmpty()) {
                    all.add(new Told(id, type, JsonMapper.shared().readTree(data.toString())));
                    id = null;
                    type = "message";
                    data.setLength(0);
                } else if (line.startsWith("id:")) {
                    id = value;
                } else if (line.startsWith("event:")) {
                    type = value;
                } else if (line.startsWith("data:")) {
                    data.append(value);
                } else if (line.startsWith(":")) {
                    comments++;
                }
            }
        } catch (IOException broken) {
            // As when it is closed by this side.
        } finally {
            isOver = true;
        }
    }

    int status() {
        return status;
    }

    List<Told> all() {
        return all;
    }

    List<Told> of(String type) {
        return all.stream().filter(one -> one.type().equals(type)).toList();
    }

    /** The id to go on from. */
    @Nullable
    String lastId() {
        return all.stream()
                .map(Told::id)
                .filter(id -> id != null)
                .reduce((first, second) -> second)
                .orElse(null);
    }

    boolean isOver() {
        return isOver;
    }

    int comments() {
        return comments;
    }

    @Override
    public void close() {
        connection.disconnect();
    }
}
