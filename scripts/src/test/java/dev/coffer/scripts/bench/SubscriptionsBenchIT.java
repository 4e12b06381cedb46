package dev.coffer.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.scripts.CommandFailed;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmark runs, has every subscriber told and reports; its figures mean little with so few. */
final class SubscriptionsBenchIT {

    @ParameterizedTest
    @EnumSource(SubscriptionsBench.Upstream.class)
    void a_few_subscribers_of_each_way_are_told_and_reported(SubscriptionsBench.Upstream upstream) {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new BenchCommand())
                .setOut(new PrintWriter(out))
                .execute(
                        "subscriptions",
                        "--json",
                        "--connections",
                        "250",
                        "--idle",
                        "1",
                        "--upstream",
                        upstream.name());

        JsonNode all = JsonMapper.shared().readTree(out.toString());
        assertThat(exit).isZero();
        assertThat(all.path("bench").asString()).isEqualTo("subscriptions");
        assertThat(List.of("ws_idle_mb", "ws_told_ms", "sse_idle_mb", "sse_told_ms", "sse_opened_s"))
                .allMatch(figure -> all.path("figures").path(figure).doubleValue() > 0);
        assertThat(all.path("details").path("held").size()).isEqualTo(2);
    }

    @Test
    void too_few_files_are_said_before_anything_is_started() {
        SubscriptionsBench bench = bench(SubscriptionsBench.Upstream.SSE);

        assertThatThrownBy(() -> bench.checkFiles(20_000))
                .isInstanceOf(CommandFailed.class)
                .hasMessageContaining("20,400 open files for 10,000 subscriptions")
                .hasMessageContaining("ulimit -Hn");
        assertThatCode(() -> bench.checkFiles(20_400)).doesNotThrowAnyException();
        assertThatCode(() -> bench(SubscriptionsBench.Upstream.H2C).checkFiles(20_000))
                .doesNotThrowAnyException();
    }

    private static SubscriptionsBench bench(SubscriptionsBench.Upstream upstream) {
        return new SubscriptionsBench(
                new SubscriptionsBench.Settings(
                        10_000, List.of(IdleSubscribers.Way.WS), upstream, Duration.ZERO, "717m"),
                line -> {});
    }

    @Test
    void a_call_that_makes_no_sense_is_answered_with_a_sentence() {
        StringWriter err = new StringWriter();
        int exit = new CommandLine(new BenchCommand())
                .setErr(new PrintWriter(err))
                .execute("subscriptions", "--connections", "0");

        assertThat(exit).isEqualTo(2);
        assertThat(err.toString()).contains("1 to 25000 connections");
    }
}
