package dev.coffer.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class AccessBenchCommandTest {

    @Test
    void a_call_that_makes_no_sense_is_answered_with_a_sentence() {
        StringWriter err = new StringWriter();
        int exit =
                new CommandLine(new BenchCommand()).setErr(new PrintWriter(err)).execute("access", "--seconds", "0");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--seconds is at least 1");
    }
}
