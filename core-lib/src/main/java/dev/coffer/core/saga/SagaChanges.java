package dev.coffer.core.saga;

import dev.coffer.core.saga.SagaEntry.What;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The writes that move a saga on: the progress that follows, when it is due then, and what the history says. */
final class SagaChanges<D extends Record> {

    private final Saga<D> saga;
    private final SagaLimits limits;
    private final Clock clock;

    SagaChanges(Saga<D> saga, SagaLimits limits, Clock clock) {
        this.saga = saga;
        this.limits = limits;
        this.clock = clock;
    }

    SagaChange advanced(SagaInstance from, Step<D> step) {
        Step<D> next = saga.after(step);
        SagaChange change =
                to(from, from.progress().advanced(next == null ? null : next.name(), step.isPivot()), What.DONE, null);
        return next == null ? change : change.withStepTime(next.time());
    }

    SagaChange waiting(SagaInstance from) {
        boolean isNews = from.state() != SagaState.WAITING;
        return SagaChange.to(
                from.progress().waiting(),
                from.isLate() ? new Due.After(limits.longestRetry()) : new Due.StepEnd(),
                isNews ? List.of(entry(from, What.WAITS, null)) : List.of());
    }

    SagaChange turned(SagaInstance from, SagaPlan.Next.Turn<D> turn) {
        return to(from, turn.progress(), turn.what(), turn.why());
    }

    SagaChange stuck(SagaInstance from, String why) {
        return SagaChange.to(from.progress().stuck(why), new Due.Never(), List.of(entry(from, What.STUCK, why)));
    }

    SagaChange tried(SagaInstance from) {
        return SagaChange.to(from.progress().tried(), new Due.Held(limits.lease()), List.of());
    }

    SagaChange triedToUndo(SagaInstance from) {
        return SagaChange.to(from.progress().triedToUndo(), new Due.Held(limits.lease()), List.of());
    }

    SagaChange undone(SagaInstance from) {
        return to(from, from.progress().undone(), What.UNDONE, null);
    }

    SagaChange failed(SagaInstance from, Step<D> step, String failure) {
        return from.progress().isUndoing() ? failedToUndo(from, step, failure) : failedForward(from, step, failure);
    }

    private SagaChange failedForward(SagaInstance from, Step<D> step, String failure) {
        // A call's try was counted before it was made.
        SagaProgress tried = step.isCall() ? from.progress() : from.progress().tried();
        return from.isLate() ? turned(from, SagaPlan.timedOut(tried, step, failure)) : again(from, tried, failure);
    }

    private SagaChange failedToUndo(SagaInstance from, Step<D> step, String failure) {
        boolean isCounted = step.undo() instanceof Step.UndoByCall;
        SagaProgress tried = isCounted ? from.progress() : from.progress().triedToUndo();
        return tried.tries() < limits.undoTries()
                ? again(from, tried, failure)
                : stuck(from, "step " + step.name() + " cannot be undone: " + failure);
    }

    private SagaChange again(SagaInstance from, SagaProgress tried, String failure) {
        return SagaChange.to(
                tried, new Due.After(limits.pauseAfter(tried.tries())), List.of(entry(from, What.FAILED, failure)));
    }

    private SagaChange to(SagaInstance from, SagaProgress next, What what, @Nullable String detail) {
        List<SagaEntry> entries = new ArrayList<>(List.of(entry(from, what, detail)));
        What ending = next.ending();
        if (ending != null) {
            entries.add(entry(from, ending, next.reason()));
        }
        return SagaChange.to(next, ending == null ? new Due.Held(limits.lease()) : new Due.Never(), entries);
    }

    private SagaEntry entry(SagaInstance from, What what, @Nullable String detail) {
        return new SagaEntry(clock.instant(), from.step(), what, detail);
    }
}
