package dev.coffer.core.saga;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.coffer.core.saga.SagaPlan.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

final class SagaPlanTest {

    private record Nothing() {}

    private static final Step<Nothing> RESERVE =
            Step.<Nothing>local("reserve", (run, unit) -> StepResult.done(run.data()));
    private static final Step<Nothing> SEND = Step.<Nothing, Nothing>call(
                    "send", run -> StepResult.done(run.data()), (data, result) -> result)
            .pivot();
    private static final Step<Nothing> REVERSIBLE_SEND =
            Step.<Nothing, Nothing>call("send", run -> StepResult.done(run.data()), (data, result) -> result);
    private static final Step<Nothing> ANSWER = Step.await("answer", data -> false);
    private static final Saga<Nothing> SAGA =
            Saga.named("payout", 1, Nothing.class).step(RESERVE).step(SEND).step(ANSWER);

    private static final SagaProgress AT_SEND = SagaProgress.at("reserve").advanced("send", false);

    @Test
    void a_new_saga_does_its_first_step() {
        assertThat(next(SagaProgress.at("reserve"), false)).isEqualTo(new Next.Act<>(RESERVE));
    }

    @Test
    void a_late_step_is_tried_once_all_the_same() {
        assertThat(next(AT_SEND, true)).isEqualTo(new Next.Act<>(SEND));
    }

    @Test
    void a_late_pivot_that_may_have_acted_is_not_undone_behind_its_back() {
        Next<Nothing> next = next(AT_SEND.tried(), true);

        assertThat(next)
                .isInstanceOfSatisfying(
                        Next.Turn.class,
                        turn -> assertThat(turn.progress().state()).isEqualTo(SagaState.NEEDS_ATTENTION));
    }

    @Test
    void a_stop_that_was_asked_for_turns_the_saga_before_the_pivot() {
        SagaProgress asked = AT_SEND.stopAsked("by ada");

        assertThat(next(asked, false)).isInstanceOfSatisfying(Next.Turn.class, turn -> {
            assertThat(turn.progress().state()).isEqualTo(SagaState.COMPENSATING);
            assertThat(turn.progress().step()).isEqualTo("reserve");
            assertThat(turn.why()).isEqualTo("by ada");
        });
    }

    @Test
    void a_stop_after_the_pivot_is_not_obeyed() {
        SagaProgress pastPivot = AT_SEND.advanced("answer", true).stopAsked("too late");

        assertThat(next(pastPivot, false)).isEqualTo(new Next.Act<>(ANSWER));
    }

    @Test
    void a_stop_is_not_obeyed_while_nobody_knows_whether_the_pivot_happened() {
        SagaProgress asked = AT_SEND.tried().stopAsked("by ada");

        assertThat(next(asked, false)).isEqualTo(new Next.Act<>(SEND));
    }

    @Test
    void a_no_to_a_pivot_that_may_have_happened_before_needs_attention() {
        SagaProgress unknown = AT_SEND.tried().tried();

        assertThat(SagaPlan.refused(unknown, SEND, "no", false).progress().state())
                .isEqualTo(SagaState.NEEDS_ATTENTION);
        assertThat(SagaPlan.refused(AT_SEND.tried(), SEND, "no", true)
                        .progress()
                        .done())
                .containsExactly("reserve");
    }

    @Test
    void a_stop_before_anything_was_done_ends_the_saga() {
        SagaProgress asked = SagaProgress.at("reserve").stopAsked("by ada");

        assertThat(next(asked, false))
                .isInstanceOfSatisfying(
                        Next.Turn.class,
                        turn -> assertThat(turn.progress().state()).isEqualTo(SagaState.COMPENSATED));
    }

    @Test
    void a_call_of_unknown_outcome_is_among_what_is_undone() {
        SagaProgress turned =
                SagaPlan.refused(AT_SEND.tried(), REVERSIBLE_SEND, "no", false).progress();

        assertThat(turned.done()).containsExactly("reserve", "send");
        assertThat(turned.step()).isEqualTo("send");
        assertThat(turned.undone().step()).isEqualTo("reserve");
        assertThat(turned.undone().undone().state()).isEqualTo(SagaState.COMPENSATED);
    }

    @Test
    void an_ended_saga_rests() {
        SagaProgress ended = AT_SEND.advanced("answer", true).advanced(null, false);

        assertThat(next(ended, true)).isEqualTo(new Next.Rest<>());
        assertThat(ended.done()).containsExactly("reserve", "send", "answer");
    }

    @Test
    void a_stuck_saga_goes_on_the_way_it_went() {
        SagaProgress forward = AT_SEND.tried().stuck("why").retried();
        SagaProgress back = AT_SEND.turned("no", true).stuck("why").retried();

        assertThat(forward.state()).isEqualTo(SagaState.RUNNING);
        assertThat(forward.tries()).isEqualTo(1);
        assertThat(back.state()).isEqualTo(SagaState.COMPENSATING);
    }

    @Test
    void two_steps_of_a_name_are_refused() {
        assertThatThrownBy(() -> SAGA.step(RESERVE)).hasMessageContaining("reserve");
    }

    @Test
    void a_lease_that_a_call_may_outlast_is_refused() {
        assertThatThrownBy(() -> new SagaLimits(
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(10),
                        Duration.ofSeconds(1),
                        1,
                        Duration.ofSeconds(1),
                        Duration.ofSeconds(1),
                        1,
                        Duration.ZERO))
                .hasMessageContaining("lease");
    }

    private static Next<Nothing> next(SagaProgress progress, boolean isLate) {
        Instant now = Instant.EPOCH;
        return SagaPlan.next(
                SAGA,
                new SagaInstance(
                        "1", "payout", 1, "main", "p1", null, null, progress, "{}", isLate, 1, 1, now, now, List.of()));
    }
}
