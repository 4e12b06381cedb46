package dev.coffer.scripts.deploy;

import dev.coffer.scripts.CommandFailed;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** A file of resources/deploy in which {{name}} stands for what is filled in. */
final class Draft {

    private final String text;

    private Draft(String text) {
        this.text = text;
    }

    /** @param name such as "k8s/part.yaml" */
    static Draft of(String name) {
        try (InputStream stream = Draft.class.getResourceAsStream("/deploy/" + name)) {
            if (stream == null) {
                throw new IllegalStateException("No draft /deploy/" + name);
            }
            return new Draft(new String(stream.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new CommandFailed("The draft " + name + " cannot be read: " + e.getMessage());
        }
    }

    /** @throws IllegalStateException where something stays open: a defect of the draft */
    String filled(Map<String, String> values) {
        String filled = text;
        for (Map.Entry<String, String> value : values.entrySet()) {
            filled = filled.replace("{{" + value.getKey() + "}}", value.getValue());
        }
        int open = filled.indexOf("{{");
        if (open >= 0) {
            throw new IllegalStateException("Nothing fills " + filled.substring(open, filled.indexOf("}}", open) + 2));
        }
        return filled;
    }
}
