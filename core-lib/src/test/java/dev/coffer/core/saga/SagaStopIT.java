package dev.coffer.core.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A stop that comes between the look at a saga that is about to wait and the note that it waits is not left lying. */
@ExtendWith(StoresExtension.class)
final class SagaStopIT {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @Test
    void a_refusal_is_obeyed_at_once(@FreshDatabase String database) {
        try (PayoutStage stage = new PayoutStage(database, Duration.ofSeconds(20))) {
            SagaInstance ended = stoppedJustBeforeItWaits(stage, id -> stage.deny("p1"));

            assertThat(ended.reason()).isEqualTo("denied");
        }
    }

    @Test
    void a_cancellation_is_obeyed_at_once(@FreshDatabase String database) {
        try (PayoutStage stage = new PayoutStage(database + "_2", Duration.ofSeconds(20))) {
            SagaInstance ended =
                    stoppedJustBeforeItWaits(stage, id -> stage.sagas().cancel(PayoutStage.TENANT, id, "a mistake"));

            assertThat(ended.reason()).isEqualTo("a mistake");
        }
    }

    private static SagaInstance stoppedJustBeforeItWaits(PayoutStage stage, Consumer<String> stop) {
        String id = stage.start("p1", 10);
        AtomicBoolean isStopped = new AtomicBoolean();
        stage.run(stage.payout, point -> {
            SagaInstance saga = stage.read(id);
            boolean isAboutToWait = saga.step().equals("confirmation") && saga.state() == SagaState.RUNNING;
            if (point == SagaProbe.Point.BEFORE_TRANSACTION && isAboutToWait && isStopped.compareAndSet(false, true)) {
                stop.accept(id);
            }
        });

        await().atMost(PATIENCE).until(() -> stage.read(id).state() == SagaState.COMPENSATED);

        SagaInstance ended = stage.read(id);
        assertThat(ended.history())
                .as("it neither waited nor was its time over")
                .noneMatch(entry -> entry.what() == SagaEntry.What.WAITS || entry.what() == SagaEntry.What.TIMED_OUT);
        return ended;
    }
}
