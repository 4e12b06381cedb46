package dev.coffer.scripts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code docs/reference/asvs.md} claims nothing without a test that is there. */
class AsvsReferenceTest {

    private static final Path ROOT = Path.of("..");
    private static final Path REFERENCE = ROOT.resolve(Path.of("docs", "reference", "asvs.md"));
    private static final Pattern ROW =
            Pattern.compile("\\| (\\d+\\.\\d+\\.\\d+) \\| ([123]) \\| ([^|]+) \\| ([^|]+) \\| ([^|]+) \\|");
    private static final Pattern TEST = Pattern.compile("`(\\w+)\\.(\\w+)`");
    private static final Set<String> STATES = Set.of("held", "partly", "untested", "not held", "not ours");

    /** How many requirements each section of the standard has, version 5.0.0. */
    private static final Map<String, Integer> SECTIONS = sections();

    private static Map<String, Integer> sections() {
        Map<String, Integer> sections = new LinkedHashMap<>();
        count(sections, 6, 3, 12, 8, 6, 8, 4, 2, 4);
        count(sections, 7, 3, 4, 2, 5, 3, 2);
        count(sections, 9, 3, 4);
        count(sections, 10, 2, 3, 5, 16, 5, 2, 3);
        return sections;
    }

    private static void count(Map<String, Integer> sections, int chapter, int... sizes) {
        for (int i = 0; i < sizes.length; i++) {
            sections.put(chapter + "." + (i + 1), sizes[i]);
        }
    }

    private record Row(String number, String state, String shown) {}

    private static List<Row> rows() throws IOException {
        return Files.readAllLines(REFERENCE).stream()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .map(row -> new Row(row.group(1), row.group(4), row.group(5)))
                .toList();
    }

    @Test
    void every_requirement_is_there_once_and_in_order() throws IOException {
        List<String> expected = new ArrayList<>();
        SECTIONS.forEach((section, size) -> {
            for (int i = 1; i <= size; i++) {
                expected.add(section + "." + i);
            }
        });
        assertThat(rows().stream().map(Row::number)).containsExactlyElementsOf(expected);
    }

    @Test
    void what_is_held_names_a_test_and_everything_says_how_it_stands() throws IOException {
        assertThat(rows()).allSatisfy(row -> {
            assertThat(STATES).contains(row.state());
            if (row.state().equals("held") || row.state().equals("partly")) {
                assertThat(row.shown()).as(row.number()).containsPattern(TEST);
            }
        });
    }

    @Test
    void every_test_that_is_named_is_there() throws IOException {
        Map<String, String> sources = testSources();
        assertThat(rows()).allSatisfy(row -> {
            Matcher test = TEST.matcher(row.shown());
            while (test.find()) {
                assertThat(sources).as(row.number()).containsKey(test.group(1));
                assertThat(sources.get(test.group(1)))
                        .as(row.number() + ": " + test.group())
                        .containsPattern("void " + test.group(2) + "\\(");
            }
        });
    }

    /** By class. */
    private static Map<String, String> testSources() throws IOException {
        Map<String, String> sources = new LinkedHashMap<>();
        List<Path> modules;
        try (Stream<Path> all = Files.list(ROOT)) {
            modules = all.map(module -> module.resolve(Path.of("src", "test", "java")))
                    .filter(Files::isDirectory)
                    .toList();
        }
        for (Path module : modules) {
            try (Stream<Path> files = Files.walk(module)) {
                files.filter(file -> file.toString().endsWith(".java"))
                        .forEach(file ->
                                sources.put(file.getFileName().toString().replace(".java", ""), read(file)));
            }
        }
        return sources;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
