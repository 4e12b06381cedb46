package dev.coffer.core.saga;

import dev.coffer.core.saga.SagaEntry.What;
import org.jspecify.annotations.Nullable;

/** What is to be done with a saga next. Pure: the whole order of steps, stops, time-outs and undoing is decided here. */
final class SagaPlan {

    private SagaPlan() {}

    sealed interface Next<D extends Record> {

        /** Nothing by itself. */
        record Rest<D extends Record>() implements Next<D> {}

        record Act<D extends Record>(Step<D> step) implements Next<D> {}

        record Undo<D extends Record>(Step<D> step) implements Next<D> {}

        /** It goes back from here, or gets stuck where there is no way back. */
        record Turn<D extends Record>(SagaProgress progress, What what, String why) implements Next<D> {}

        record Stuck<D extends Record>(String why) implements Next<D> {}
    }

    static <D extends Record> Next<D> next(Saga<D> saga, SagaInstance instance) {
        SagaProgress progress = instance.progress();
        return switch (progress.state()) {
            case COMPLETED, COMPENSATED, NEEDS_ATTENTION -> new Next.Rest<>();
            case COMPENSATING -> {
                Step<D> step = saga.find(progress.step());
                yield step == null ? unknownStep(saga, progress) : new Next.Undo<>(step);
            }
            case RUNNING, WAITING -> forward(saga, instance, progress);
        };
    }

    private static <D extends Record> Next<D> forward(Saga<D> saga, SagaInstance instance, SagaProgress progress) {
        Step<D> step = saga.find(progress.step());
        if (step == null) {
            return unknownStep(saga, progress);
        }
        String stopReason = progress.stopReason();
        if (stopReason != null && !mayBePastPivot(progress, step)) {
            return new Next.Turn<>(
                    progress.turned(stopReason, step.mayHaveActed(progress.tries())), What.STOP_ASKED, stopReason);
        }
        boolean isOver = instance.isLate() && progress.tries() > 0 && !step.isAwait();
        return isOver ? timedOut(progress, step, null) : new Next.Act<>(step);
    }

    /** @param failure what the last try failed with, null where none did */
    static <D extends Record> Next.Turn<D> timedOut(SagaProgress progress, Step<D> step, @Nullable String failure) {
        String why = "step " + step.name() + " was not done within " + step.time()
                + (failure == null ? "" : ", at last: " + failure);
        return new Next.Turn<>(turnedOrStuck(progress, step, why), What.TIMED_OUT, why);
    }

    /** @param isCertain whether it is known that the step had no effect */
    static <D extends Record> Next.Turn<D> refused(
            SagaProgress progress, Step<D> step, String reason, boolean isCertain) {
        SagaProgress next = progress.isReversible() && (isCertain || !step.isPivot())
                ? progress.turned(reason, !isCertain && step.mayHaveActed(progress.tries()))
                : progress.stuck(reason);
        return new Next.Turn<>(next, What.REFUSED, reason);
    }

    private static <D extends Record> SagaProgress turnedOrStuck(SagaProgress progress, Step<D> step, String why) {
        return mayBePastPivot(progress, step)
                ? progress.stuck(why)
                : progress.turned(why, step.mayHaveActed(progress.tries()));
    }

    /** A pivot whose outcome is unknown may be past: what came before it is not undone behind its back. */
    private static boolean mayBePastPivot(SagaProgress progress, Step<?> step) {
        return !progress.isReversible() || (step.isPivot() && step.mayHaveActed(progress.tries()));
    }

    private static <D extends Record> Next<D> unknownStep(Saga<D> saga, SagaProgress progress) {
        return new Next.Stuck<>(saga + " has no step " + progress.step() + " any more");
    }
}
