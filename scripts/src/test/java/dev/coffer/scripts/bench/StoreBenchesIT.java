package dev.coffer.scripts.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** That the benchmarks of pages and of the cache run and report; their figures mean nothing at this length. */
final class StoreBenchesIT {

    private static JsonNode run(String... arguments) {
        StringWriter out = new StringWriter();
        int exit =
                new CommandLine(new BenchCommand()).setOut(new PrintWriter(out)).execute(arguments);
        assertThat(exit).as(out.toString()).isZero();
        return JsonMapper.shared().readTree(out.toString());
    }

    @Test
    void pages_of_a_short_list_are_timed() {
        JsonNode report = run("paging", "--json", "--rows", "3000", "--rounds", "5");
        assertThat(report.path("figures").path("deep_page_ratio").doubleValue()).isPositive();
    }

    @Test
    void a_crowd_makes_one_load() {
        JsonNode report = run("cache", "--json", "--seconds", "1", "--callers", "50");
        assertThat(report.path("bench").asString()).isEqualTo("cache");
        assertThat(report.path("figures").size()).isPositive();
    }
}
