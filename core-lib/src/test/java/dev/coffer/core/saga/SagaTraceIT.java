package dev.coffer.core.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.saga.PayoutStage.Traced;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.trace.Spanned;
import dev.coffer.core.trace.Traces;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Whoever follows a trace sees what a saga did because of it, forward and back, whenever that was. */
@ExtendWith(StoresExtension.class)
final class SagaTraceIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void steps_calls_and_compensations_work_in_spans_of_the_trace_that_started_the_saga(
            @FreshDatabase String database) {
        try (PayoutStage stage = new PayoutStage(database, Duration.ofSeconds(20))) {
            Spanned request = Traces.idsOnly().server("POST /graphql", null);
            String id;
            try (Spanned.Active active = request.activate()) {
                id = stage.start("p1", 10);
            }
            stage.run();
            await().atMost(PATIENCE).until(() -> stage.read(id).state() == SagaState.WAITING);
            stage.deny("p1");
            await().atMost(PATIENCE).until(() -> stage.read(id).state() == SagaState.COMPENSATED);

            assertThat(stage.traced).extracting(Traced::step).contains("reserve", "send", "recall", "release");
            assertThat(stage.traced)
                    .allSatisfy(step -> assertThat(step.traceparent())
                            .contains(request.traceId())
                            .isNotEqualTo(request.traceparent()));
            assertThat(stage.traced.stream().map(Traced::traceparent).distinct())
                    .as("a span for each step")
                    .hasSizeGreaterThanOrEqualTo(4);
        }
    }

    @Test
    void a_saga_that_nobodys_trace_started_begins_one_with_each_step(@FreshDatabase String database) {
        try (PayoutStage stage = new PayoutStage(database + "_alone", Duration.ofSeconds(20))) {
            String id = stage.start("p1", 10);
            stage.run();
            await().atMost(PATIENCE).until(() -> stage.read(id).state() == SagaState.WAITING);

            assertThat(stage.traced)
                    .isNotEmpty()
                    .allSatisfy(step -> assertThat(step.traceparent()).isNotNull());
        }
    }
}
