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
final class GatewayBenchIT {

    @Test
    void a_short_run_reports_every_figure_and_finds_the_ledger_sound() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "payments",
                        "--json",
                        "--seconds",
                        "1",
                        "--rounds",
                        "1",
                        "--warm-up",
                        "0",
                        "--users",
                        "2",
                        "--callers",
                        "4");

        JsonNode all = JsonMapper.shared().readTree(out.toString());
        assertThat(List.of("gateway_transfers_per_s"))
                .allMatch(figure -> all.path("figures").path(figure).doubleValue() > 0);
        JsonNode report = all.path("details");
        assertThat(report.path("gateway_transfers_per_s").doubleValue()).isPositive();
        assertThat(report.path("direct_transfers_per_s").doubleValue()).isPositive();
        for (String way : new String[] {"gateway", "direct"}) {
            assertThat(report.path(way).path("p50_ms").doubleValue()).as(way).isPositive();
            assertThat(report.path(way).path("p99_ms").doubleValue()).as(way).isPositive();
            assertThat(report.path(way).path("jvm_seconds_per_thousand").doubleValue())
                    .as(way)
                    .isPositive();
        }
        assertThat(report.path("flaw").asString()).isEmpty();
        assertThat(exit).isZero();
    }

    @Test
    void a_call_that_makes_no_sense_is_answered_with_a_sentence() {
        StringWriter err = new StringWriter();
        int exit =
                new CommandLine(new BenchCommand()).setErr(new PrintWriter(err)).execute("payments", "--users", "1");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("two users");
    }
}
