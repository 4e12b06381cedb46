package dev.coffer.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmark runs, compares answers and reports; its figures mean nothing at this length. */
final class FederatedBenchIT {

    @Test
    void a_short_run_reports_every_figure() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .execute("gateway", "--json", "--seconds", "1", "--rounds", "1", "--warm-up", "0", "--callers", "4");

        JsonNode all = JsonMapper.shared().readTree(out.toString());
        assertThat(List.of("cpu_ms_per_request", "p99_ms", "cold_plan_ms"))
                .allMatch(figure -> all.path("figures").path(figure).doubleValue() > 0);
        JsonNode report = all.path("details");
        assertThat(report.path("answer_bytes").intValue()).isGreaterThan(60_000);
        assertThat(report.path("calls_per_request").intValue()).isBetween(4, 8);
        JsonNode coffer = report.path("gateways").path(0);
        assertThat(coffer.path("name").asString()).isEqualTo("coffer");
        assertThat(coffer.path("cpu_ratio").doubleValue()).isEqualTo(1);
        for (String figure : new String[] {"cpu_ms_per_request", "requests_per_s", "p50_ms", "p99_ms", "resident_mb"}) {
            assertThat(coffer.path(figure).doubleValue()).as(figure).isPositive();
        }
        assertThat(exit).isZero();
    }

    @Test
    void a_call_that_makes_no_sense_is_answered_with_a_sentence() {
        StringWriter err = new StringWriter();
        int exit =
                new CommandLine(new BenchCommand()).setErr(new PrintWriter(err)).execute("gateway", "--callers", "0");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("one or more of everything");
    }
}
