package dev.coffer.core.saga;

import dev.coffer.core.saga.SagaEntry.What;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How far a saga is. Each transition answers the progress that follows and nothing else: no clock, no store.
 *
 * @param state where it stands
 * @param isUndoing which way it goes, or went when it got stuck
 * @param step the step at hand, forward or back; the last one when it has ended
 * @param done steps that had or may have had an effect, in order: what undoing takes back from its end
 * @param isReversible whether no step is done after which there is no way back
 * @param tries of the step at hand that were begun
 * @param reason why it is undone or stuck; null while all is well
 * @param stopReason why it shall go no further, where that was asked for and not yet obeyed
 */
record SagaProgress(
        SagaState state,
        boolean isUndoing,
        String step,
        List<String> done,
        boolean isReversible,
        int tries,
        @Nullable String reason,
        @Nullable String stopReason) {

    SagaProgress {
        done = List.copyOf(done);
    }

    static SagaProgress at(String firstStep) {
        return new SagaProgress(SagaState.RUNNING, false, firstStep, List.of(), true, 0, null, null);
    }

    SagaProgress tried() {
        return new SagaProgress(SagaState.RUNNING, false, step, done, isReversible, tries + 1, reason, stopReason);
    }

    SagaProgress triedToUndo() {
        return new SagaProgress(SagaState.COMPENSATING, true, step, done, isReversible, tries + 1, reason, stopReason);
    }

    SagaProgress waiting() {
        return new SagaProgress(SagaState.WAITING, false, step, done, isReversible, tries, reason, stopReason);
    }

    /** The step at hand is done. @param next null where it was the last */
    SagaProgress advanced(@Nullable String next, boolean isPivotDone) {
        List<String> more = new ArrayList<>(done);
        more.add(step);
        boolean isStillReversible = isReversible && !isPivotDone;
        return next == null
                ? new SagaProgress(SagaState.COMPLETED, false, step, more, isStillReversible, 0, reason, null)
                : new SagaProgress(SagaState.RUNNING, false, next, more, isStillReversible, 0, reason, stopReason);
    }

    /** From here on it goes back. @param isStepIncluded whether the step at hand may have had an effect */
    SagaProgress turned(String why, boolean isStepIncluded) {
        List<String> effects = new ArrayList<>(done);
        if (isStepIncluded && !effects.contains(step)) {
            effects.add(step);
        }
        return undoing(effects, why);
    }

    /** The step at hand is undone. */
    SagaProgress undone() {
        return undoing(done.subList(0, done.size() - 1), reason);
    }

    private SagaProgress undoing(List<String> left, @Nullable String why) {
        return left.isEmpty()
                ? new SagaProgress(SagaState.COMPENSATED, true, step, left, isReversible, 0, why, null)
                : new SagaProgress(SagaState.COMPENSATING, true, left.getLast(), left, isReversible, 0, why, null);
    }

    SagaProgress stuck(String why) {
        return new SagaProgress(SagaState.NEEDS_ATTENTION, isUndoing, step, done, isReversible, tries, why, stopReason);
    }

    /** An operator wants more tries, the way it went. The tries so far still count as begun: they may have had an effect. */
    SagaProgress retried() {
        SagaState again = isUndoing ? SagaState.COMPENSATING : SagaState.RUNNING;
        return new SagaProgress(
                again, isUndoing, step, done, isReversible, tries, isUndoing ? reason : null, stopReason);
    }

    SagaProgress stopAsked(String why) {
        SagaState going = state == SagaState.NEEDS_ATTENTION ? SagaState.RUNNING : state;
        return new SagaProgress(going, isUndoing, step, done, isReversible, tries, reason, why);
    }

    /** What the history says on reaching this progress. */
    @Nullable
    What ending() {
        return switch (state) {
            case COMPLETED -> What.COMPLETED;
            case COMPENSATED -> What.COMPENSATED;
            case NEEDS_ATTENTION -> What.STUCK;
            case RUNNING, WAITING, COMPENSATING -> null;
        };
    }
}
