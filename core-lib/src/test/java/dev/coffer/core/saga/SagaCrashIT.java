package dev.coffer.core.saga;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.saga.SagaCrashes.Scenario;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestSeeds;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StoresExtension.class)
final class SagaCrashIT {

    private static final String HASTY = "hasty";
    private static final Duration HASTE = Duration.ofMillis(100);

    private static int tests;
    private PayoutStage stage;
    private SagaCrashes crashes;

    @BeforeEach
    void open(@FreshDatabase String database, TestInfo test) {
        stage = new PayoutStage(
                database + "_" + ++tests, test.getTags().contains(HASTY) ? HASTE : Duration.ofSeconds(60));
        crashes = new SagaCrashes(stage.database(), stage.transactions(), List.of(stage.payout));
    }

    @AfterEach
    void close() {
        stage.close();
    }

    @Test
    void a_payout_that_goes_well_is_booked_once_wherever_it_crashes() {
        crashes.everywhere(EnumSet.of(SagaState.COMPLETED), new Payouts(this::confirmed));
    }

    @Test
    void a_payout_that_is_denied_is_undone_once_wherever_it_crashes() {
        crashes.everywhere(EnumSet.of(SagaState.COMPENSATED), new Payouts(key -> {
            String id = stage.start(key, 10);
            stage.deny(key);
            return id;
        }));
    }

    @Test
    @Tag(HASTY)
    void a_payout_whose_bank_goes_silent_is_recalled_wherever_it_crashes() {
        stage.bank.isFailing = true;
        crashes.everywhere(EnumSet.of(SagaState.COMPENSATED), new Payouts(this::confirmed));
    }

    @Test
    void payouts_end_well_or_are_undone_however_often_it_crashes() {
        Set<SagaState> ends = EnumSet.of(SagaState.COMPLETED, SagaState.COMPENSATED);
        crashes.atRandom(6, TestSeeds.random(SagaCrashIT.class), ends, new Payouts(this::confirmed));
    }

    private String confirmed(String key) {
        String id = stage.start(key, 10);
        stage.confirm(key);
        return id;
    }

    private interface Beginning {
        String begin(String key);
    }

    private final class Payouts implements Scenario {

        private final Beginning beginning;

        private Payouts(Beginning beginning) {
            this.beginning = beginning;
        }

        @Override
        public String begin(int run) {
            return beginning.begin("payout-" + run);
        }

        /** All of it, or nothing of it. */
        @Override
        public void check(int run, SagaInstance ended) {
            String id = ended.id();
            boolean isCompleted = ended.state() == SagaState.COMPLETED;
            int reserved = stage.effect(id, "reserved");
            assertThat(reserved).isLessThanOrEqualTo(1);
            assertThat(stage.effect(id, "booked")).isEqualTo(isCompleted ? 1 : 0);
            assertThat(stage.effect(id, "released")).isEqualTo(isCompleted ? 0 : reserved);
            if (isCompleted) {
                assertThat(stage.bank.hasSent(id)).isTrue();
                assertThat(stage.bank.hasRecalled(id)).isFalse();
            } else if (stage.bank.hasSent(id)) {
                assertThat(stage.bank.hasRecalled(id))
                        .as("money that was sent is recalled")
                        .isTrue();
            }
        }
    }
}
