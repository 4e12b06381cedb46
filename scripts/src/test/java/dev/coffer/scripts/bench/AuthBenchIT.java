package dev.coffer.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmark runs and reports; its figures mean nothing at this length. */
final class AuthBenchIT {

    @Test
    void a_short_run_reports_every_figure_and_no_sign_in_of_the_storm_fails() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .execute("auth", "--json", "--seconds", "1", "--warm-up", "0", "--callers", "2", "--storm", "100");

        JsonNode all = JsonMapper.shared().readTree(out.toString());
        assertThat(List.of("logins_per_s_core", "refreshes_per_s", "verifications_per_s_core"))
                .allMatch(figure -> all.path("figures").path(figure).doubleValue() > 0);
        JsonNode report = all.path("details");
        for (String figure : new String[] {
            "logins_per_s",
            "logins_per_core_s",
            "refreshes_per_s",
            "verifications_per_core_s",
            "uncached_verifications_per_core_s"
        }) {
            assertThat(report.path(figure).doubleValue()).as(figure).isPositive();
        }
        JsonNode storm = report.path("storm");
        assertThat(storm.path("failed").intValue()).isZero();
        assertThat(storm.path("answered").intValue()).isPositive();
        assertThat(storm.path("answered").intValue()
                        + storm.path("told_to_wait").intValue())
                .isEqualTo(100);
        assertThat(exit).isZero();
    }

    @Test
    void a_call_that_makes_no_sense_is_answered_with_a_sentence() {
        StringWriter err = new StringWriter();
        int exit =
                new CommandLine(new BenchCommand()).setErr(new PrintWriter(err)).execute("auth", "--callers", "0");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("one or more");
    }
}
