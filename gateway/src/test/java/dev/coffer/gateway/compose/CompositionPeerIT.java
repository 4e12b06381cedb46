package dev.coffer.gateway.compose;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.testkit.NodePeers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/**
 * All fixtures of this package once more, by {@code @theguild/federation-composition}: what Coffer accepts and refuses, and the API of
 * what it accepts. Each difference stands below with its reason, and one that is gone fails as much as a new one.
 */
class CompositionPeerIT {
    private static final String SAME = "same";

    private static final String ACCEPTS = "accepts";

    /** Where the other says something else, and the reference, Apollo's composition 2.14.1, says what Coffer says. */
    private static final Map<String, String> AS_THE_REFERENCE = Map.ofEntries(
            Map.entry("EXTERNAL_ON_INTERFACE", ACCEPTS),
            Map.entry("INTERFACE_KEY_MISSING_IMPLEMENTATION_TYPE", ACCEPTS),
            Map.entry("INTERFACE_OBJECT_USAGE_ERROR--implementer-beside-it", ACCEPTS),
            Map.entry("KEY_INVALID_FIELDS--alias", ACCEPTS),
            Map.entry("KEY_INVALID_FIELDS--no-selection", ACCEPTS),
            Map.entry("OVERRIDE_COLLISION_WITH_ANOTHER_DIRECTIVE", ACCEPTS),
            Map.entry("REQUIRES_INVALID_FIELDS--argument-lost-in-merge", ACCEPTS),
            Map.entry("REQUIRES_INVALID_FIELDS--unknown-argument", ACCEPTS),
            Map.entry("SATISFIABILITY_ERROR--no-key-back-to-send-requires", ACCEPTS),
            Map.entry("SHAREABLE_HAS_MISMATCHED_RUNTIME_TYPES", ACCEPTS),
            Map.entry("links-renamed", "refuses: INVALID_GRAPHQL"),
            Map.entry("roots-renamed", "refuses: THROWN Not implemented path: createNodesAndEdgesForType(Q)"));

    /** Where Coffer alone says what it says. */
    private static final Map<String, String> OUR_CHOICES = Map.of(
            // Directives under names of their own, by specifications of their own: which ones are meant is clear.
            "access",
            "refuses: INVALID_GRAPHQL",
            "costs",
            "refuses: INVALID_GRAPHQL",
            // Item in one subgraph and the interface Node in another: a value of the second need not be an Item.
            "output-types",
            "ours: x: Node theirs: x: Item",
            // A field that others resolve, and that requires something here: one of the two is a mistake.
            "EXTERNAL_COLLISION_WITH_ANOTHER_DIRECTIVE",
            ACCEPTS,
            // What one subgraph takes the other would get with two fields or none.
            "UNSUPPORTED_FEATURE--one-of-in-some",
            ACCEPTS,
            // All of them together are 512 sets of scopes for one field.
            "UNSUPPORTED_FEATURE--too-many-scopes",
            ACCEPTS);

    private record Theirs(boolean accepts, String codes, String api) {
        /** @param line as compose.js prints it */
        static Theirs of(String[] line) {
            return new Theirs(line[1].equals("accepted"), line[2], line.length > 3 ? line[3] : "");
        }
    }

    @Test
    void another_composer_accepts_and_refuses_the_same_federations_and_shows_clients_the_same(@TempDir Path folder)
            throws IOException {
        NodePeers.install();
        List<Fixture> fixtures = Stream.of("composed", "refused")
                .flatMap(kind -> Fixture.all(kind).stream())
                .toList();

        Map<String, Theirs> theirs = composeElsewhere(fixtures, folder);

        Map<String, String> different = new TreeMap<>();
        for (Fixture fixture : fixtures) {
            Theirs other = Objects.requireNonNull(theirs.get(fixture.name()), fixture.name());
            String difference = difference(Composer.compose(fixture.subgraphs()), other);
            if (!difference.equals(SAME)) {
                different.put(fixture.name(), difference);
            }
        }
        Map<String, String> known = new TreeMap<>(AS_THE_REFERENCE);
        known.putAll(OUR_CHOICES);
        assertThat(theirs).hasSameSizeAs(fixtures);
        assertThat(different).isEqualTo(known);
    }

    private static Map<String, Theirs> composeElsewhere(List<Fixture> fixtures, Path folder) throws IOException {
        List<Map<String, Object>> asked = new ArrayList<>();
        for (Fixture fixture : fixtures) {
            asked.add(Map.of("name", fixture.name(), "subgraphs", fixture.subgraphs(), "api", api(fixture)));
        }
        Path file = folder.resolve("federations.json");
        Files.writeString(file, JsonMapper.shared().writeValueAsString(asked));
        Map<String, Theirs> theirs = new HashMap<>();
        try (NodePeers.Run run = NodePeers.run("compose.js", file.toString())) {
            run.finish().stream()
                    .map(line -> line.split("\t", -1))
                    .forEach(line -> theirs.put(line[0], Theirs.of(line)));
        }
        return theirs;
    }

    private static String api(Fixture fixture) {
        return Composer.compose(fixture.subgraphs()) instanceof Composition.Composed composed
                ? ApiSchema.sdl(composed.supergraph())
                : "";
    }

    private static String difference(Composition ours, Theirs theirs) {
        return switch (ours) {
            case Composition.Composed ignored -> theirs.accepts() ? theirs.api() : "refuses: " + theirs.codes();
            case Composition.Failed ignored -> theirs.accepts() ? ACCEPTS : SAME;
        };
    }
}
