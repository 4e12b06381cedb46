package dev.coffer.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmark runs, counts and reports; its figures mean nothing at this length. */
final class EventsBenchIT {

    @Test
    void a_short_run_reports_every_figure_of_both_paths() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .execute("events", "--json", "--seconds", "1", "--warm-up", "1", "--backlog", "500");

        assertThat(exit).isZero();
        JsonNode report = JsonMapper.shared().readTree(out.toString());
        for (String side : List.of("figures", "peers")) {
            for (String figure : List.of(
                    "events_per_s", "drain_events_per_s", "commit_to_effect_p50_ms", "commit_to_effect_p99_ms")) {
                assertThat(report.path(side).path(figure).doubleValue())
                        .as(side + " " + figure)
                        .isPositive();
            }
        }
    }
}
