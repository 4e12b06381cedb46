package dev.coffer.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmark runs, looks at every cent and reports; its rates mean nothing at this length. */
final class BonusBenchIT {

    @Test
    void a_short_run_reports_every_figure_of_both_ways_and_the_peer_has_a_transaction_for_each_event() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "bonus",
                        "--json",
                        "--players",
                        "60",
                        "--bets",
                        "1500",
                        "--warm-up",
                        "100",
                        "--peer-bets",
                        "1500",
                        "--rank-players",
                        "2000",
                        "--rank-queries",
                        "200");

        assertThat(exit).isZero();
        JsonNode report = JsonMapper.shared().readTree(out.toString());
        for (String side : List.of("figures", "peers")) {
            for (String figure : List.of("bet_events_per_s", "bet_events_per_cpu_s", "events_per_transaction")) {
                assertThat(report.path(side).path(figure).doubleValue())
                        .as(side + " " + figure)
                        .isPositive();
            }
        }
        assertThat(report.path("figures").path("rank_p99_ms").doubleValue()).isPositive();
        // What else is committed meanwhile is no bet: positions of lanes without events.
        assertThat(report.path("peers").path("events_per_transaction").doubleValue())
                .isLessThanOrEqualTo(1.0);
    }

    @Test
    void the_leaderboard_alone_is_measured_without_a_bet() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .execute("bonus", "--json", "--only-ranks", "--rank-players", "2000", "--rank-queries", "200");

        assertThat(exit).isZero();
        JsonNode figures = JsonMapper.shared().readTree(out.toString()).path("figures");
        for (String figure : List.of("rank_p50_ms", "rank_p99_ms", "rank_floor_p99_ms", "rank_cpu_jvm_ms")) {
            assertThat(figures.path(figure).doubleValue()).as(figure).isPositive();
        }
        assertThat(figures.has("bet_events_per_s")).isFalse();
    }

    @Test
    void no_bets_are_answered_with_a_sentence() {
        StringWriter err = new StringWriter();
        int exit =
                new CommandLine(new BenchCommand()).setErr(new PrintWriter(err)).execute("bonus", "--bets", "0");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("at least 1");
    }
}
