package dev.coffer.gateway.compose;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Subgraphs of one test in one file. Each starts with {@code # subgraph name}; a version after the name ({@code v2}, or
 * {@code v2.0}) stands for a link to that federation version that imports its directives, no version for Federation 1 or for
 * SDL that brings its own link. What follows {@code # api} is the expected API schema.
 */
record Fixture(String name, List<SubgraphSdl> subgraphs, String api) {
    private static final String NEWEST = "v2.9";

    static List<Fixture> all(String folder) {
        URL url = Objects.requireNonNull(Fixture.class.getResource("/compose/" + folder), folder);
        try (Stream<Path> files = Files.list(Path.of(url.toURI()))) {
            return files.sorted().map(Fixture::read).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (URISyntaxException broken) {
            throw new IllegalStateException(broken);
        }
    }

    static Fixture of(String folder, String name) {
        return all(folder).stream()
                .filter(fixture -> fixture.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Fixture read(Path file) {
        try {
            String text = Files.readString(file);
            String[] halves = text.split("(?m)^# api\n", 2);
            List<SubgraphSdl> subgraphs = new ArrayList<>();
            for (String part : halves[0].split("(?m)^# subgraph ")) {
                if (!part.isBlank()) {
                    subgraphs.add(subgraph(part));
                }
            }
            String name = file.getFileName().toString().replace(".graphql", "");
            return new Fixture(name, subgraphs, halves.length == 2 ? halves[1] : "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static SubgraphSdl subgraph(String part) {
        String[] headAndBody = part.split("\n", 2);
        String[] words = headAndBody[0].strip().split(" ");
        String link = words.length == 1 ? "" : link(words[1].equals("v2") ? NEWEST : words[1]);
        return new SubgraphSdl(words[0], "http://" + words[0] + ".test/graphql", link + headAndBody[1]);
    }

    private static String link(String version) {
        String newer = version.equals("v2.0")
                ? ""
                : ", \"@interfaceObject\", \"@authenticated\", \"@requiresScopes\", \"@policy\", \"@cost\", \"@listSize\"";
        return "extend schema @link(url: \"https://specs.apollo.dev/federation/" + version + "\", import: [\"@key\","
                + " \"@requires\", \"@provides\", \"@external\", \"@shareable\", \"@override\", \"@inaccessible\","
                + " \"@tag\", \"@extends\"" + newer + "])\n";
    }

    Supergraph compose() {
        return switch (Composer.compose(subgraphs)) {
            case Composition.Composed composed -> composed.supergraph();
            case Composition.Failed failed -> throw new AssertionError(name + ": " + failed.errors());
        };
    }

    @Override
    public String toString() {
        return name;
    }
}
