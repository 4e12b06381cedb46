package dev.coffer.core.saga;

import dev.coffer.core.saga.SagaEntry.What;
import dev.coffer.core.saga.SagaPlan.Next;
import dev.coffer.core.saga.SagaProbe.Point;
import dev.coffer.core.saga.StepResult.Done;
import dev.coffer.core.saga.StepResult.Refused;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.trace.LogContext;
import dev.coffer.core.trace.Spanned;
import java.util.Date;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Works on one saga that was taken up, turn by turn. Whoever takes it up after a crash begins with the turn that was under way.
 *
 * @param <D> the saga's data
 */
final class SagaWorker<D extends Record> {

    private static final Logger log = LoggerFactory.getLogger(SagaWorker.class);

    private final Saga<D> saga;
    private final MongoSagas.Claim claim;
    private final WorkerParts parts;
    private final SagaChanges<D> changes;

    SagaWorker(Saga<D> saga, MongoSagas.Claim claim, WorkerParts parts) {
        this.saga = saga;
        this.claim = claim;
        this.parts = parts;
        this.changes = new SagaChanges<>(saga, parts.limits(), parts.clock());
    }

    /**
     * One turn.
     *
     * @return whether another may follow at once
     * @throws RuntimeException where the store is away: nothing is known to have happened
     */
    boolean turn() throws InterruptedException {
        SagaInstance instance = parts.store().claimed(null, claim);
        if (instance == null) {
            return false;
        }
        return switch (SagaPlan.next(saga, instance)) {
            case Next.Rest<D> _ -> false;
            case Next.Stuck<D>(String why) -> write(instance, (fresh, unit) -> changes.stuck(fresh, why));
            case Next.Turn<D> turn -> write(instance, (fresh, unit) -> changes.turned(fresh, turn));
            case Next.Act<D>(Step<D> step) -> guarded(instance, step, step.name(), () -> act(instance, step));
            case Next.Undo<D>(Step<D> step) -> guarded(instance, step, undoing(step), () -> undo(instance, step));
        };
    }

    @FunctionalInterface
    private interface Work {
        boolean run() throws OutsideCall.Failed, InterruptedException;
    }

    /** What fails is noted and tried again; only a store that is away ends the work. */
    private boolean guarded(SagaInstance instance, Step<D> step, String name, Work work) throws InterruptedException {
        try {
            return spanned(instance, name, work);
        } catch (SagaData.Unreadable unfit) {
            log.error("{} needs attention: {}", instance, unfit.getMessage());
            return write(instance, (fresh, unit) -> changes.stuck(fresh, String.valueOf(unfit.getMessage())));
        } catch (OutsideCall.Failed failed) {
            return failed(instance, step, failed.getCause() == null ? failed : failed.getCause());
        } catch (RuntimeException failed) {
            if (StoreFailures.isUnavailable(failed)) {
                throw failed;
            }
            return failed(instance, step, failed);
        }
    }

    /** Does it in a span under the work that started the saga; what it tells belongs to that trace too. */
    private boolean spanned(SagaInstance instance, String name, Work work)
            throws OutsideCall.Failed, InterruptedException {
        Spanned span = parts.traces()
                .internal("saga " + saga.name() + " " + name, instance.traceparent())
                .tag("coffer.saga.id", instance.id())
                .tag("coffer.saga.try", instance.progress().tries() + 1L);
        try (Spanned.Active active = span.activate()) {
            LogContext.put(LogContext.CORRELATION_ID, instance.id());
            LogContext.put(LogContext.TENANT_ID, instance.tenantId());
            return work.run();
        } catch (RuntimeException | OutsideCall.Failed failure) {
            Throwable cause = failure.getCause() == null ? failure : failure.getCause();
            span.failed(cause.getClass().getSimpleName());
            throw failure;
        } finally {
            span.end();
        }
    }

    private static String undoing(Step<?> step) {
        return step.name() + "/undo";
    }

    private boolean failed(SagaInstance instance, Step<D> step, Throwable failure) {
        boolean isFirst = instance.progress().tries() == 0;
        log.warn("{}: step {} failed: {}", instance, step.name(), failure.toString(), isFirst ? failure : null);
        parts.gauges().failed(saga.name(), step.name());
        return write(instance, (fresh, unit) -> changes.failed(fresh, step, String.valueOf(failure)));
    }

    private boolean act(SagaInstance instance, Step<D> step) throws OutsideCall.Failed, InterruptedException {
        return switch (step.action()) {
            case Step.Local<D>(Step.LocalAct<D> act) -> actLocally(instance, step, act);
            case Step.Call<D, ?> call -> call(instance, step, call);
            case Step.Await<D>(var isMet) ->
                write(
                        instance,
                        (fresh, unit) -> isMet.test(data(fresh)) ? changes.advanced(fresh, step) : await(fresh, step));
        };
    }

    /** A stop that was asked for since this turn was planned is obeyed now: whoever waits is not looked at until its time is over. */
    private SagaChange await(SagaInstance fresh, Step<D> step) {
        if (SagaPlan.next(saga, fresh) instanceof Next.Turn<D> stop) {
            return changes.turned(fresh, stop);
        }
        return fresh.isLate() && parts.isGraceOver()
                ? changes.turned(fresh, SagaPlan.timedOut(fresh.progress(), step, null))
                : changes.waiting(fresh);
    }

    private boolean actLocally(SagaInstance instance, Step<D> step, Step.LocalAct<D> act) {
        try {
            return write(instance, (fresh, unit) -> switch (act.act(run(fresh, step.name()), unit)) {
                case Done<D>(D data) -> changes.advanced(fresh, step).withData(SagaData.write(data));
                case Refused<D>(String reason) -> throw new NoAnswer(reason);
            });
        } catch (NoAnswer no) {
            return refused(instance, step, no.reason, true);
        }
    }

    /** Carries a refusal out of the transaction, of which nothing is kept. */
    private static final class NoAnswer extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private final String reason;

        private NoAnswer(String reason) {
            super(reason, null, false, false);
            this.reason = reason;
        }
    }

    private <R> boolean call(SagaInstance instance, Step<D> step, Step.Call<D, R> call)
            throws OutsideCall.Failed, InterruptedException {
        if (!write(instance, (fresh, unit) -> changes.tried(fresh))) {
            return false;
        }
        SagaRun<D> run = run(instance, step.name());
        parts.probe().at(Point.BEFORE_CALL);
        StepResult<R> result =
                OutsideCall.make(() -> call.act().call(run), parts.limits().callTime());
        parts.probe().at(Point.AFTER_CALL);
        return switch (result) {
            case Done<R>(R outcome) ->
                write(
                        instance,
                        (fresh, unit) -> changes.advanced(fresh, step)
                                .withData(SagaData.write(call.fold().apply(data(fresh), outcome))));
            // After a try of unknown outcome a no to the next one proves little.
            case Refused<R>(String reason) ->
                refused(instance, step, reason, instance.progress().tries() == 0);
        };
    }

    private boolean refused(SagaInstance instance, Step<D> step, String reason, boolean isCertain) {
        return write(
                instance,
                (fresh, unit) -> changes.turned(fresh, SagaPlan.refused(fresh.progress(), step, reason, isCertain)));
    }

    private boolean undo(SagaInstance instance, Step<D> step) throws OutsideCall.Failed, InterruptedException {
        String key = undoing(step);
        switch (step.undo()) {
            case null -> {}
            case Step.UndoLocally<D>(Step.LocalUndo<D> undo) -> {
                return write(instance, (fresh, unit) -> {
                    undo.undo(run(fresh, key), unit);
                    return changes.undone(fresh);
                });
            }
            case Step.UndoByCall<D>(Step.CallUndo<D> undo) -> {
                if (!write(instance, (fresh, unit) -> changes.triedToUndo(fresh))) {
                    return false;
                }
                SagaRun<D> run = run(instance, key);
                parts.probe().at(Point.BEFORE_CALL);
                OutsideCall.make(
                        () -> {
                            undo.undo(run);
                            return Boolean.TRUE;
                        },
                        parts.limits().callTime());
                parts.probe().at(Point.AFTER_CALL);
            }
        }
        return write(instance, (fresh, unit) -> changes.undone(fresh));
    }

    /**
     * Saves what the work makes of the saga as it is by now, in the transaction of the work.
     *
     * @return whether there is more to do at once; false where another worker has taken the saga up
     */
    private boolean write(SagaInstance planned, BiFunction<SagaInstance, UnitOfWork, SagaChange> work) {
        parts.probe().at(Point.BEFORE_TRANSACTION);
        Written written = parts.transactions().inTransaction(unit -> {
            SagaInstance fresh = parts.store().claimed(unit, claim);
            if (fresh == null) {
                return new Written(false, null);
            }
            if (!isSameTurn(planned.progress(), fresh.progress())) {
                throw new IllegalStateException(planned + " moved while this worker had it: " + fresh);
            }
            SagaChange change = work.apply(fresh, unit);
            parts.store().save(unit, fresh, change, Date.from(parts.clock().instant()));
            parts.probe().at(Point.BEFORE_COMMIT);
            return new Written(change.due() instanceof Due.Held, change.progress());
        });
        parts.probe().at(Point.AFTER_COMMIT);
        note(planned, written.progress());
        return written.goesOn();
    }

    private record Written(boolean goesOn, @Nullable SagaProgress progress) {}

    private static boolean isSameTurn(SagaProgress planned, SagaProgress fresh) {
        return planned.step().equals(fresh.step()) && planned.isUndoing() == fresh.isUndoing();
    }

    private void note(SagaInstance instance, @Nullable SagaProgress saved) {
        What ending = saved == null ? null : saved.ending();
        if (saved == null || ending == null) {
            return;
        }
        parts.gauges().ended(saga.name(), saved.state());
        if (ending != What.COMPLETED) {
            log.warn("{} {} of {}: {}, {}", saga.name(), instance.id(), instance.key(), ending, saved.reason());
        }
    }

    private SagaRun<D> run(SagaInstance instance, String key) {
        return new SagaRun<>(
                instance.id(),
                instance.tenantId(),
                instance.key(),
                instance.userId(),
                data(instance),
                instance.id() + "/" + key);
    }

    private D data(SagaInstance instance) {
        return SagaData.read(saga, instance.data());
    }
}
