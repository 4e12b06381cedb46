package dev.coffer.gateway.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RehearsalTest {
    private static final int MOST_MILLIS = 200;
    private static final int PATIENCE_SECONDS = 60;

    /** In processor time of one thread, so that a busy machine counts little. */
    @Test
    void the_first_plan_of_a_jvm_has_a_thousand_fields_of_thirty_subgraphs_in_time()
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:+UseSerialGC",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FirstPlan.class.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();

        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        String[] lines = said.strip().split("\n", -1);
        String[] figures = lines[lines.length - 1].split(" ", -1);
        assertThat(figures).as(said).hasSize(2);
        assertThat(Integer.parseInt(figures[0])).as("milliseconds").isLessThan(MOST_MILLIS);
        assertThat(Integer.parseInt(figures[1])).as("calls").isGreaterThan(FirstPlan.SUBGRAPHS);
    }

    @Test
    void every_plan_of_the_rehearsal_is_made() {
        assertThat(Rehearsal.plans()).isEqualTo(Rehearsal.TIMES);
    }
}
