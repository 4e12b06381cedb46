package dev.coffer.scripts.scaffold;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A service to be made.
 *
 * @param name such as loyalty
 * @param entities at least one
 */
record ServiceSpec(String name, int port, List<EntityName> entities, Set<Part> parts) {

    /** The file in a service's folder that says what it was made from. */
    static final String FILE = "scaffold.properties";

    ServiceSpec {
        entities = List.copyOf(entities);
        parts = Set.copyOf(parts);
        if (entities.isEmpty()) {
            throw new IllegalArgumentException("A service has an entity: " + name);
        }
    }

    /** Loyalty. */
    String pascal() {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }

    /** LOYALTY. */
    String upper() {
        return name.toUpperCase(Locale.ROOT);
    }

    /** loyalty-service. */
    String module() {
        return name + "-service";
    }

    boolean has(Part part) {
        return parts.contains(part);
    }

    /** The content of {@link #FILE}. */
    String text() {
        return """
                # What ./coffer new-service made this from; ./coffer remove-service reads it.
                name=%s
                port=%d
                entities=%s
                parts=%s
                """.formatted(
                name,
                port,
                entities.stream().map(EntityName::pascal).collect(Collectors.joining(",")),
                Arrays.stream(Part.values()).filter(this::has).map(Part::key).collect(Collectors.joining(",")));
    }

    /** @throws IllegalArgumentException where this is no such content */
    static ServiceSpec read(String text) {
        Properties read = new Properties();
        try {
            read.load(new StringReader(text));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        Set<Part> parts = EnumSet.noneOf(Part.class);
        list(read, "parts").forEach(part -> parts.add(Part.valueOf(part.toUpperCase(Locale.ROOT))));
        return new ServiceSpec(
                read.getProperty("name", ""),
                Integer.parseInt(read.getProperty("port", "")),
                list(read, "entities").stream().map(EntityName::new).toList(),
                parts);
    }

    private static List<String> list(Properties read, String key) {
        return Arrays.stream(read.getProperty(key, "").split(","))
                .map(String::strip)
                .filter(one -> !one.isEmpty())
                .toList();
    }
}
