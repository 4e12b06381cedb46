package dev.coffer.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmark runs, verifies and reports; its figures mean nothing at this length. */
final class LedgerBenchIT {

    @Test
    void a_short_run_reports_every_figure_and_finds_both_ledgers_sound() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "ledger",
                        "--json",
                        "--seconds",
                        "1",
                        "--rounds",
                        "1",
                        "--users",
                        "50",
                        "--callers",
                        "50",
                        "--replicas",
                        "2",
                        "--grow-to",
                        "1");

        JsonNode all = JsonMapper.shared().readTree(out.toString());
        assertThat(List.of(
                        "ratio_uniform", "ratio_zipf", "ratio_house", "tps_uniform", "p99_ms_at_half", "growth_ratio"))
                .allMatch(figure -> all.path("figures").path(figure).doubleValue() > 0);
        JsonNode report = all.path("details");
        for (String figure : new String[] {"ratio_uniform", "ratio_zipf", "ratio_house", "p99_ms_at_half"}) {
            assertThat(report.path(figure).doubleValue()).as(figure).isPositive();
        }
        assertThat(report.path("shapes").size()).isEqualTo(Shape.values().length);
        for (JsonNode shape : report.path("shapes")) {
            for (String side : new String[] {"batched", "one_by_one"}) {
                assertThat(shape.path(side).path("transfers_per_s").doubleValue())
                        .isPositive();
                assertThat(shape.path(side).path("p50_ms").doubleValue()).isPositive();
                assertThat(shape.path(side).path("p99_ms").doubleValue()).isPositive();
            }
        }
        assertThat(report.at("/growth/growth_ratio").doubleValue()).isPositive();
        assertThat(report.path("flaws").size()).isZero();
        assertThat(report.path("is_sound").booleanValue()).isTrue();
        assertThat(exit).isZero();
    }

    @Test
    void a_call_that_makes_no_sense_is_answered_with_a_sentence() {
        StringWriter err = new StringWriter();
        int exit =
                new CommandLine(new BenchCommand()).setErr(new PrintWriter(err)).execute("ledger", "--users", "1");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("two users");
    }
}
