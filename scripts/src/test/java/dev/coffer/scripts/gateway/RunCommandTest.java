package dev.coffer.scripts.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.scripts.CommandFailed;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class RunCommandTest {

    @Test
    void an_origin_that_is_none_is_refused_before_anything_starts(@TempDir Path folder) throws Exception {
        Path sdl = Files.writeString(folder.resolve("supergraph.graphqls"), "type Query { x: String }");
        AtomicReference<Exception> failure = new AtomicReference<>();
        int code = new CommandLine(new RunCommand())
                .setExecutionExceptionHandler((thrown, line, parsed) -> {
                    failure.set(thrown);
                    return 1;
                })
                .execute(
                        "--supergraph",
                        sdl.toString(),
                        "--cors-origin",
                        "https://app.example.com",
                        "--cors-origin",
                        "https://web.example.com/");

        assertThat(code).isEqualTo(1);
        assertThat(failure.get())
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("\"https://web.example.com/\"");
    }
}
