package dev.coffer.scripts.client;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Scanner;
import java.util.concurrent.CopyOnWriteArrayList;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A subscription by server-sent events: what it has brought so far. Closing it ends it. */
public final class LiveEvents implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final InputStream stream;
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();

    LiveEvents(InputStream stream) {
        this.stream = stream;
        Thread.ofVirtual().name("live-events").start(this::read);
    }

    private void read() {
        String event = "";
        // A stream that breaks ends the loop: what is missing then shows in what was read.
        Scanner lines = new Scanner(stream, StandardCharsets.UTF_8);
        while (lines.hasNextLine()) {
            String line = lines.nextLine();
            if (line.startsWith("event:")) {
                event = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:") && event.equals("next")) {
                events.add(JSON.readTree(line.substring("data:".length())));
            }
        }
    }

    /** The answers to the events so far, {@code data} and {@code errors} each. */
    public List<JsonNode> all() {
        return List.copyOf(events);
    }

    @Override
    public void close() {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
