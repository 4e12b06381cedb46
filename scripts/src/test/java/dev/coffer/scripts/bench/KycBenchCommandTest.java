package dev.coffer.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmark runs and reports, and that what it finds is right also with few names; it needs no store. */
final class KycBenchCommandTest {

    @Test
    void a_short_run_reports_every_figure_and_tells_nearly_all_rightly() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .execute("kyc", "--json", "--seconds", "1", "--names", "20000", "--screens", "700");

        JsonNode all = JsonMapper.shared().readTree(out.toString());
        assertThat(List.of("screens_per_s_core", "recall", "precision"))
                .allMatch(figure -> all.path("figures").path(figure).doubleValue() > 0);
        JsonNode report = all.path("details");
        assertThat(exit).isZero();
        assertThat(report.path("screens_per_s_core").doubleValue()).isPositive();
        assertThat(report.path("names").intValue()).isBetween(20_000, 20_001);
        assertThat(report.path("recall").doubleValue())
                .as("recall in %s", report)
                .isGreaterThan(0.95);
        assertThat(report.path("precision").doubleValue())
                .as("precision in %s", report)
                .isGreaterThan(0.96);
        assertThat(report.path("recall_by_way").size()).isEqualTo(KycBench.Way.values().length);
    }

    @Test
    void a_call_that_makes_no_sense_is_answered_with_a_sentence() {
        StringWriter err = new StringWriter();
        int exit =
                new CommandLine(new BenchCommand()).setErr(new PrintWriter(err)).execute("kyc", "--names", "1");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("--names is at least 1000");
    }
}
