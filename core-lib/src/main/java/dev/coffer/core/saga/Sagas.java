package dev.coffer.core.saga;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.saga.SagaEntry.What;
import dev.coffer.core.saga.StepResult.Done;
import dev.coffer.core.saga.StepResult.Refused;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.trace.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where sagas are started and told facts, and where operators look at them and move them on. */
public final class Sagas {

    private static final Duration FIRST_LOOK = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(100);
    private static final int MOST_LISTED = 101;

    private final MongoSagas store;
    private final Transactions transactions;
    private final SagaBell bell;
    private final Ids ids;
    private final Clock clock;

    Sagas(MongoSagas store, Transactions transactions, SagaBell bell, Ids ids, Clock clock) {
        this.store = store;
        this.transactions = transactions;
        this.bell = bell;
        this.ids = ids;
        this.clock = clock;
    }

    /** For tools that look at a service's sagas and move them on, while the service itself works on them. */
    public static Sagas over(MongoDatabase database, Transactions transactions, Ids ids, Clock clock) {
        return new Sagas(new MongoSagas(database), transactions, new SagaBell(), ids, clock);
    }

    /**
     * Whose saga, and about what.
     *
     * @param userId on whose behalf, null for the system's own doing
     * @param key one saga of a name for each key of a tenant, until 90 days after its end: a user's id, a payment's id
     */
    public record Subject(String tenantId, @Nullable String userId, String key) {

        public Subject {
            if (tenantId.isBlank() || key.isBlank()) {
                throw new IllegalArgumentException(
                        "tenantId and key must not be blank: '" + tenantId + "', '" + key + "'");
            }
        }
    }

    /** There is a saga of this name for the key. Ends the transaction it is thrown in. */
    public static final class AlreadyStarted extends RuntimeException {

        private static final long serialVersionUID = 1L;

        private AlreadyStarted(String message) {
            super(message);
        }
    }

    /** What became of a fact. */
    public enum Told {
        /** It is in the saga's data, and the saga looks at it at once. */
        NOTED,
        /** The saga has ended or goes back: nothing was changed. */
        TOO_LATE,
        /** There is no saga of this name for the key. */
        UNKNOWN
    }

    /** What became of an operator's wish. */
    public sealed interface Outcome {

        /** @param saga as it is now */
        record Done(SagaInstance saga) implements Outcome {}

        record Refused(SagaRefusal code) implements Outcome {}
    }

    /**
     * Where a saga stands among those of its tenant.
     *
     * @param id breaks ties
     */
    public record Place(Instant startedAt, String id) {}

    /**
     * Starts a saga if and only if the caller's transaction commits.
     *
     * @return its id
     * @throws AlreadyStarted where the key has one
     */
    public <D extends Record> String start(UnitOfWork unit, Saga<D> saga, Subject subject, D data) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        Step<D> first = saga.first();
        SagaInstance instance = new SagaInstance(
                ids.next(),
                saga.name(),
                saga.version(),
                subject.tenantId(),
                subject.key(),
                subject.userId(),
                TraceContext.current(),
                SagaProgress.at(first.name()),
                SagaData.write(data),
                false,
                0,
                0,
                now,
                now,
                List.of(new SagaEntry(now, first.name(), What.STARTED, null)));
        if (!store.insert(unit, instance, first.time())) {
            throw new AlreadyStarted("there is a saga " + saga.name() + " of " + subject.key());
        }
        bell.ring();
        return instance.id();
    }

    /**
     * Folds a fact into a saga's data, in the caller's transaction. A fact may come at any time, also before the step that waits
     * for it, and more than once.
     *
     * @param fold what the fact makes of the data; a refusal has the saga undo what it did
     * @throws CodedException UNAVAILABLE where a newer replica works on the saga, which this one cannot read
     */
    public <D extends Record> Told tell(
            UnitOfWork unit, Saga<D> saga, String tenantId, String key, Function<D, StepResult<D>> fold) {
        SagaInstance instance = store.find(unit, tenantId, saga.name(), key);
        if (instance == null) {
            return Told.UNKNOWN;
        }
        SagaProgress progress = instance.progress();
        if (progress.state().isEnded() || progress.isUndoing()) {
            return Told.TOO_LATE;
        }
        if (instance.definition() > saga.version()) {
            throw new CodedException(CommonError.UNAVAILABLE, "A newer version of the service works on this.");
        }
        boolean isWaiting = progress.state() == SagaState.WAITING;
        // Whoever works on it now sees the stop after the step under way; one at rest has to be taken up for it.
        boolean isAtRest = progress.state() != SagaState.RUNNING;
        switch (fold.apply(SagaData.read(saga, instance.data()))) {
            case Done<D>(D data) ->
                save(
                        unit,
                        instance,
                        SagaChange.to(progress, isWaiting ? Due.now() : null, List.of())
                                .withData(SagaData.write(data)));
            case Refused<D>(String reason) ->
                save(
                        unit,
                        instance,
                        SagaChange.to(
                                progress.stopAsked(reason),
                                isAtRest ? Due.now() : null,
                                entry(instance, What.REFUSED, reason)));
        }
        bell.ring();
        return Told.NOTED;
    }

    /**
     * Waits for the key's saga to come to its end, or to need attention.
     *
     * @return the saga as it is then, or as it is after that time; null where there is none
     */
    public @Nullable SagaInstance await(Saga<?> declaration, String tenantId, String key, Duration longest) {
        long deadline = System.nanoTime() + longest.toNanos();
        Duration pause = FIRST_LOOK;
        while (true) {
            SagaInstance saga = store.find(null, tenantId, declaration.name(), key);
            if (saga == null || saga.isAtRest() || System.nanoTime() - deadline >= 0) {
                return saga;
            }
            try {
                TimeUnit.NANOSECONDS.sleep(pause.toNanos());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return saga;
            }
            Duration next = pause.multipliedBy(2);
            pause = next.compareTo(LONGEST_PAUSE) < 0 ? next : LONGEST_PAUSE;
        }
    }

    /** @param tenantId null for those of all tenants */
    public @Nullable SagaInstance find(@Nullable String tenantId, String id) {
        return store.find(null, tenantId, id);
    }

    /**
     * A part of a tenant's sagas, the newest first.
     *
     * @param tenantId null for those of all tenants
     * @param name null for all
     * @param state null for all
     * @param from exclusive; null for the edge of the list
     * @param isForward from the newest to the oldest, or back
     * @param limit at most 101
     */
    public List<SagaInstance> list(
            @Nullable String tenantId,
            @Nullable String name,
            @Nullable SagaState state,
            @Nullable Place from,
            boolean isForward,
            int limit) {
        return store.list(new MongoSagas.Filter(tenantId, name, state), from, isForward, Math.min(limit, MOST_LISTED));
    }

    /**
     * Has a saga that needs attention go on the way it went, with the step's whole time before it.
     *
     * @param tenantId null for those of all tenants
     * @throws CodedException NOT_FOUND
     */
    public Outcome retry(@Nullable String tenantId, String id) {
        return change(tenantId, id, saga -> {
            if (saga.state().isEnded()) {
                return new Wish.No(SagaRefusal.SAGA_ENDED);
            }
            if (saga.state() != SagaState.NEEDS_ATTENTION) {
                return new Wish.No(SagaRefusal.SAGA_NOT_STUCK);
            }
            return new Wish.Yes(SagaChange.to(saga.progress().retried(), Due.now(), entry(saga, What.RETRY_ASKED, null))
                    .withStepRestarted());
        });
    }

    /**
     * Has a saga undo what it did, as soon as the step under way has come to an end; a step that cannot be undone and whose outcome
     * is not known is asked for it first, and where it took effect the saga goes on instead.
     *
     * @param tenantId null for those of all tenants
     * @param reason for the history
     * @throws CodedException NOT_FOUND
     */
    public Outcome cancel(@Nullable String tenantId, String id, String reason) {
        return change(tenantId, id, saga -> {
            SagaProgress progress = saga.progress();
            if (progress.state().isEnded()) {
                return new Wish.No(SagaRefusal.SAGA_ENDED);
            }
            if (progress.isUndoing()) {
                return new Wish.No(SagaRefusal.SAGA_COMPENSATING);
            }
            if (!progress.isReversible()) {
                return new Wish.No(SagaRefusal.SAGA_IRREVERSIBLE);
            }
            // Whoever works on it now sees the wish after the step under way; nobody else takes it up before.
            boolean isAtRest = progress.state() != SagaState.RUNNING;
            return new Wish.Yes(SagaChange.to(
                    progress.stopAsked(reason), isAtRest ? Due.now() : null, entry(saga, What.STOP_ASKED, reason)));
        });
    }

    private sealed interface Wish {

        record Yes(SagaChange change) implements Wish {}

        record No(SagaRefusal code) implements Wish {}
    }

    private Outcome change(@Nullable String tenantId, String id, Function<SagaInstance, Wish> wish) {
        Outcome outcome = transactions.inTransaction(unit -> {
            SagaInstance saga = require(unit, tenantId, id);
            return switch (wish.apply(saga)) {
                case Wish.No(SagaRefusal code) -> new Outcome.Refused(code);
                case Wish.Yes(SagaChange change) -> {
                    save(unit, saga, change);
                    yield new Outcome.Done(require(unit, tenantId, id));
                }
            };
        });
        bell.ring();
        return outcome;
    }

    private SagaInstance require(@Nullable UnitOfWork unit, @Nullable String tenantId, String id) {
        SagaInstance saga = store.find(unit, tenantId, id);
        if (saga == null) {
            throw CodedException.notFound("saga", id);
        }
        return saga;
    }

    private void save(UnitOfWork unit, SagaInstance saga, SagaChange change) {
        store.save(unit, saga, change, Date.from(clock.instant()));
    }

    private List<SagaEntry> entry(SagaInstance saga, What what, @Nullable String detail) {
        return List.of(new SagaEntry(clock.instant(), saga.step(), what, detail));
    }
}
