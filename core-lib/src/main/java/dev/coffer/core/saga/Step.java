package dev.coffer.core.saga;

import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One step of a saga. What is thrown is tried again with growing pauses until the step's time is over; then the saga undoes what
 * was done, this step included where it may have had an effect.
 */
public final class Step<D extends Record> {

    /** For a step that does not say otherwise. */
    public static final Duration USUAL_TIME = Duration.ofMinutes(2);

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]*");

    private final String name;
    private final Action<D> action;
    private final Duration time;
    private final @Nullable Undo<D> undo;
    private final boolean isPivot;

    private Step(String name, Action<D> action, Duration time, @Nullable Undo<D> undo, boolean isPivot) {
        this.name = name;
        this.action = action;
        this.time = time;
        this.undo = undo;
        this.isPivot = isPivot;
    }

    /** Writes in the given transaction, which also saves how far the saga is: it happens exactly once. */
    @FunctionalInterface
    public interface LocalAct<D extends Record> {

        /** @return the saga's data from here on, or a refusal: then nothing of this transaction is kept */
        StepResult<D> act(SagaRun<D> run, UnitOfWork unit);
    }

    /** Asks somebody outside. May be asked again after a crash or a lost reply, always with the same idempotency key. */
    @FunctionalInterface
    public interface CallAct<D extends Record, R> {

        StepResult<R> call(SagaRun<D> run) throws Exception;
    }

    /** Takes a step's effect back in the given transaction. */
    @FunctionalInterface
    public interface LocalUndo<D extends Record> {

        void undo(SagaRun<D> run, UnitOfWork unit);
    }

    /** Asks somebody outside to take an effect back that may or may not have happened. */
    @FunctionalInterface
    public interface CallUndo<D extends Record> {

        void undo(SagaRun<D> run) throws Exception;
    }

    sealed interface Action<D extends Record> {}

    record Local<D extends Record>(LocalAct<D> act) implements Action<D> {}

    record Call<D extends Record, R>(CallAct<D, R> act, BiFunction<D, R, D> fold) implements Action<D> {}

    record Await<D extends Record>(Predicate<D> isMet) implements Action<D> {}

    sealed interface Undo<D extends Record> {}

    record UndoLocally<D extends Record>(LocalUndo<D> undo) implements Undo<D> {}

    record UndoByCall<D extends Record>(CallUndo<D> undo) implements Undo<D> {}

    /** A step within this service's database. @param name unique in the saga and never changed: progress is kept under it */
    public static <D extends Record> Step<D> local(String name, LocalAct<D> act) {
        return of(name, new Local<>(act));
    }

    /**
     * A step outside: the try is noted, the call is made, its outcome is noted. One try takes at most {@link SagaLimits#callTime}.
     *
     * @param fold what the outcome makes of the data as it is by then
     */
    public static <D extends Record, R> Step<D> call(String name, CallAct<D, R> act, BiFunction<D, R, D> fold) {
        return of(name, new Call<>(act, fold));
    }

    /** Waits for facts that {@link Sagas#tell} folds into the data. @param isMet whether the data says that all is there */
    public static <D extends Record> Step<D> await(String name, Predicate<D> isMet) {
        return of(name, new Await<>(isMet));
    }

    private static <D extends Record> Step<D> of(String name, Action<D> action) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException("a step's name must look like open-wallet: " + name);
        }
        return new Step<>(name, action, USUAL_TIME, null, false);
    }

    /** How long the step may take with all its tries. A step is tried once at least, however late it begins. */
    public Step<D> within(Duration limit) {
        if (!limit.isPositive()) {
            throw new IllegalArgumentException("the time of step " + name + " must be positive: " + limit);
        }
        return new Step<>(name, action, limit, undo, isPivot);
    }

    /** What takes the effect back; a step without one has nothing to take back. */
    public Step<D> compensate(LocalUndo<D> how) {
        return new Step<>(name, action, time, new UndoLocally<>(how), isPivot);
    }

    /** {@link #compensate} by a call outside. */
    public Step<D> compensateByCall(CallUndo<D> how) {
        return new Step<>(name, action, time, new UndoByCall<>(how), isPivot);
    }

    /** After this step there is no way back: what fails later needs an operator's attention instead of being undone. */
    public Step<D> pivot() {
        return new Step<>(name, action, time, undo, true);
    }

    public String name() {
        return name;
    }

    /** How long it may take with all its tries. */
    public Duration time() {
        return time;
    }

    public boolean isPivot() {
        return isPivot;
    }

    public boolean isAwait() {
        return action instanceof Await;
    }

    public boolean isCall() {
        return action instanceof Call;
    }

    public boolean isCompensated() {
        return undo != null;
    }

    Action<D> action() {
        return action;
    }

    @Nullable
    Undo<D> undo() {
        return undo;
    }

    /** Whether a step that did not end well may have had an effect all the same. */
    boolean mayHaveActed(int tries) {
        return switch (action) {
            case Local<D> _ -> false;
            case Call<D, ?> _ -> tries > 0;
            case Await<D> _ -> true;
        };
    }
}
