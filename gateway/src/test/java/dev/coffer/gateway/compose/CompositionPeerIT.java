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

    /** By fixture, what the other says where it says something else. */
    private static final Map<String, String> DIFFERENT = Map.of();

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
            String difference = difference(Composer.compose(fixture.subgraphs()), theirs.get(fixture.name()));
            if (!difference.equals(SAME)) {
                different.put(fixture.name(), difference);
            }
        }
        assertThat(theirs).hasSameSizeAs(fixtures);
        assertThat(different).isEqualTo(new TreeMap<>(DIFFERENT));
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
            run.finish().stream().map(line -> line.split("\t", -1)).forEach(line -> theirs.put(line[0], Theirs.of(line)));
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
            case Composition.Failed ignored -> theirs.accepts() ? "accepts" : SAME;
        };
    }
}
