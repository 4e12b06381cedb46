package dev.coffer.core.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.core.env.Environment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A subscription to a service by server-sent events, as the gateway makes it. */
public final class Followed implements AutoCloseable {

    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private final HttpClient http = HttpClient.newHttpClient();
    private volatile boolean hasBegun;
    private volatile boolean isComplete;
    private volatile boolean isEnded;

    private Followed() {}

    public static Followed begin(TestService service, String token, String query) {
        Followed followed = new Followed();
        String port = service.bean(Environment.class).getRequiredProperty("local.server.port");
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/graphql"))
                .header("Content-Type", "application/json")
                .header("Accept", "text/event-stream")
                .header("Authorization", "Bearer " + token)
                .POST(HttpRequest.BodyPublishers.ofString(
                        "{\"query\":" + JsonMapper.shared().writeValueAsString(query) + "}"))
                .build();
        try {
            HttpResponse<InputStream> response = followed.http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            Thread.ofVirtual().start(() -> followed.read(response.body()));
        } catch (IOException e) {
            throw new AssertionError(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
        return followed;
    }

    private void read(InputStream body) {
        try (Scanner lines = new Scanner(body, StandardCharsets.UTF_8)) {
            String event = "";
            while (lines.hasNextLine()) {
                String line = lines.nextLine();
                if (line.startsWith("event:")) {
                    event = line.substring(6).strip();
                    isComplete |= event.equals("complete");
                } else if (line.startsWith("data:") && event.equals("next")) {
                    told(JsonMapper.shared().readTree(line.substring(5)));
                }
            }
        } finally {
            isEnded = true;
        }
    }

    /** A stream begins with an answer of nothing, as a sign of life. */
    private void told(JsonNode answer) {
        if (answer.isEmpty()) {
            hasBegun = true;
        } else {
            events.add(answer);
        }
    }

    public List<JsonNode> events() {
        return events;
    }

    /** What lies there in each event so far. */
    public List<String> all(String pointer) {
        return events.stream().map(event -> event.at(pointer).asString("")).toList();
    }

    /** Whether the service listens: what happens from now on is told. */
    public boolean hasBegun() {
        return hasBegun;
    }

    /** Whether it was refused at once. */
    public boolean isRefused() {
        return !hasBegun && !events.isEmpty();
    }

    public boolean isComplete() {
        return isComplete;
    }

    public boolean isEnded() {
        return isEnded;
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
