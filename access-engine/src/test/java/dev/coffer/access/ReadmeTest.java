package dev.coffer.access;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each example of README.md is taken from there, compiled, run, and compared with the output printed there. */
class ReadmeTest {
    private static final Path README = Path.of("README.md");

    @Test
    void the_five_lines_of_the_readme_print_what_it_says(@TempDir Path folder) throws Exception {
        assertThat(blocks("java").getFirst().lines()).hasSize(5);

        requireSame(0, folder);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void every_other_example_prints_what_it_says(int example, @TempDir Path folder) throws Exception {
        assertThat(blocks("java")).hasSize(4);
        assertThat(blocks("text")).hasSize(4);

        requireSame(example, folder);
    }

    private static void requireSame(int example, Path folder) throws Exception {
        String expected = blocks("text").get(example);
        assertThat(expected).isNotBlank();

        compile(folder, blocks("java").get(example));

        assertThat(run(folder)).isEqualToNormalizingNewlines(expected);
    }

    private static List<String> blocks(String language) throws Exception {
        return Pattern.compile("```" + language + "\\R(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(README))
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private static void compile(Path folder, String code) throws Exception {
        Path source = folder.resolve("Example.java");
        Files.writeString(source, """
                import dev.coffer.access.*;
                import dev.coffer.access.condition.*;
                import dev.coffer.access.json.*;
                import dev.coffer.access.review.*;
                import dev.coffer.access.testing.*;
                import java.util.*;
                public class Example {
                    public static void main(String[] arguments) {
                %s
                    }
                }
                """.formatted(code));
        ByteArrayOutputStream complaints = new ByteArrayOutputStream();
        // Only the module's own classes: the example must not need more.
        String classPath = Path.of(Policy.class
                        .getProtectionDomain()
                        .getCodeSource()
                        .getLocation()
                        .toURI())
                .toString();
        int exitCode = ToolProvider.getSystemJavaCompiler()
                .run(
                        null,
                        null,
                        complaints,
                        "-proc:none",
                        "-cp",
                        classPath,
                        "-d",
                        folder.toString(),
                        source.toString());
        assertThat(exitCode).as("javac says: %s", complaints.toString(UTF_8)).isZero();
    }

    private static String run(Path folder) throws Exception {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {folder.toUri().toURL()});
                PrintStream capture = new PrintStream(printed, true, UTF_8)) {
            System.setOut(capture);
            loader.loadClass("Example").getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return printed.toString(UTF_8);
    }
}
