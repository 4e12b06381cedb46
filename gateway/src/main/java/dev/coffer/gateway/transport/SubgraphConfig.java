package dev.coffer.gateway.transport;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * The subgraphs to compose. As a file:
 * <pre>
 * poll: PT2S              # how often subgraphs are asked for their schema; optional
 * subgraphs:
 *   - name: auth
 *     url: http://localhost:9001/graphql
 *     sdl: auth.graphqls  # optional, relative to this file: taken instead of asking the subgraph
 *     timeout: PT5S       # optional, for one call
 *     subscriptions: ws://localhost:9001/graphql  # optional: where subscriptions go, if not to the url above
 * </pre>
 *
 * @param subgraphs at least one
 * @param pollEvery between two looks at the schemas
 */
public record SubgraphConfig(List<Subgraph> subgraphs, Duration pollEvery) {
    /** Between two looks at the schemas, where nothing else is said. */
    public static final Duration DEFAULT_POLL = Duration.ofSeconds(2);

    /**
     * One subgraph.
     *
     * @param sdlFile null to ask the subgraph for its schema by {@code _service}
     * @param timeout of one call; null for the gateway's default
     * @param subscriptions where subscriptions go, as {@link dev.coffer.gateway.execute.SubgraphEndpoint} has it; null for the url
     */
    public record Subgraph(
            String name,
            URI url,
            @Nullable Path sdlFile,
            @Nullable Duration timeout,
            @Nullable URI subscriptions) {
        /** A subgraph that tells its schema itself. */
        public Subgraph(String name, URI url) {
            this(name, url, null, null, null);
        }

        /** A subgraph that takes subscriptions where it takes all else. */
        public Subgraph(String name, URI url, @Nullable Path sdlFile, @Nullable Duration timeout) {
            this(name, url, sdlFile, timeout, null);
        }
    }

    public SubgraphConfig {
        subgraphs = List.copyOf(subgraphs);
        if (subgraphs.isEmpty()) {
            throw new IllegalArgumentException("at least one subgraph is needed");
        }
        Set<String> names = new HashSet<>();
        for (Subgraph subgraph : subgraphs) {
            if (!names.add(subgraph.name())) {
                throw new IllegalArgumentException("two subgraphs are named " + subgraph.name());
            }
        }
        if (!pollEvery.isPositive()) {
            throw new IllegalArgumentException("poll must be positive, not " + pollEvery);
        }
    }

    /** These subgraphs, polled at the default pace. */
    public static SubgraphConfig of(List<Subgraph> subgraphs) {
        return new SubgraphConfig(subgraphs, DEFAULT_POLL);
    }

    /**
     * Reads a configuration file.
     *
     * @throws InvalidConfig naming the file and what is wrong in it
     */
    public static SubgraphConfig read(Path file) {
        JsonNode root;
        try (InputStream in = Files.newInputStream(file)) {
            root = new YAMLMapper().readTree(in);
        } catch (NoSuchFileException e) {
            throw new InvalidConfig(file, "there is no such file", e);
        } catch (IOException | JacksonException e) {
            throw new InvalidConfig(file, "it cannot be read: " + e.getMessage(), e);
        }
        try {
            List<Subgraph> subgraphs = new ArrayList<>();
            for (JsonNode node : root.path("subgraphs")) {
                subgraphs.add(subgraph(node, file.toAbsolutePath().getParent()));
            }
            Duration poll = duration(node(root, "poll"));
            return new SubgraphConfig(subgraphs, poll == null ? DEFAULT_POLL : poll);
        } catch (IllegalArgumentException | DateTimeParseException e) {
            throw new InvalidConfig(file, String.valueOf(e.getMessage()), e);
        }
    }

    private static Subgraph subgraph(JsonNode node, @Nullable Path folder) {
        String name = node(node, "name");
        String url = node(node, "url");
        String sdl = node(node, "sdl");
        if (name == null || (url == null && sdl == null)) {
            throw new IllegalArgumentException("every subgraph needs a name and a url, or a name and an sdl file");
        }
        Path sdlFile = sdl == null ? null : folder == null ? Path.of(sdl) : folder.resolve(sdl);
        String subscriptions = node(node, "subscriptions");
        return new Subgraph(
                name,
                URI.create(url == null ? "" : url),
                sdlFile,
                duration(node(node, "timeout")),
                subscriptions == null ? null : URI.create(subscriptions));
    }

    private static @Nullable String node(JsonNode parent, String name) {
        JsonNode node = parent.path(name);
        return node.isValueNode() && !node.isNull() ? node.asString() : null;
    }

    private static @Nullable Duration duration(@Nullable String text) {
        return text == null ? null : Duration.parse(text);
    }

    /** A configuration file that says nothing usable. */
    public static final class InvalidConfig extends RuntimeException {
        InvalidConfig(Path file, String problem, Exception cause) {
            super("The subgraph configuration " + file + " is not usable: " + problem, cause);
        }
    }
}
