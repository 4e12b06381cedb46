package dev.coffer.core.saga;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.core.trace.TraceContext;
import dev.coffer.core.trace.Traces;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * A payout: money is reserved here, sent by a bank, confirmed by a message, booked here. Each local effect is counted, so that
 * one that happens twice shows; the bank is outside and knows its idempotency keys, as banks do.
 */
final class PayoutStage implements AutoCloseable {

    static final String TENANT = "main";

    /** As in production, but impatient. */
    static final SagaLimits LIMITS = new SagaLimits(
            Duration.ofSeconds(2),
            Duration.ofSeconds(1),
            Duration.ofMillis(20),
            16,
            Duration.ofMillis(5),
            Duration.ofMillis(40),
            3,
            Duration.ZERO);

    /** @param receipt the bank's, null until it sent the money */
    record Payout(int amount, @Nullable String receipt, boolean isConfirmed) {

        Payout sent(String bankReceipt) {
            return new Payout(amount, bankReceipt, isConfirmed);
        }

        Payout confirmed() {
            return new Payout(amount, receipt, true);
        }
    }

    /** What the bank is asked, and what it makes of it. */
    static final class Bank {

        private final Map<String, String> sent = new ConcurrentHashMap<>();
        private final Map<String, Boolean> recalled = new ConcurrentHashMap<>();
        volatile boolean isRefusing;
        volatile boolean isFailing;
        volatile boolean isFailingToRecall;

        StepResult<String> send(SagaRun<Payout> run) {
            if (isRefusing) {
                return StepResult.refused("the bank knows no such account");
            }
            String receipt = sent.computeIfAbsent(run.idempotencyKey(), key -> "receipt of " + run.key());
            if (isFailing) {
                // The money is sent, and nobody hears of it.
                throw new IllegalStateException("the line went dead");
            }
            return StepResult.done(receipt);
        }

        void recall(SagaRun<Payout> run) {
            if (isFailingToRecall) {
                throw new IllegalStateException("the bank is closed");
            }
            recalled.put(run.id(), Boolean.TRUE);
        }

        boolean hasSent(String sagaId) {
            return sent.containsKey(sagaId + "/send");
        }

        boolean hasRecalled(String sagaId) {
            return recalled.containsKey(sagaId);
        }
    }

    final Bank bank = new Bank();
    final Saga<Payout> payout;
    private final Duration sendTime;
    private final MongoClient client;
    private final MongoDatabase database;
    private final Transactions transactions;
    private final SagaBell bell = new SagaBell();
    final List<Traced> traced = new CopyOnWriteArrayList<>();
    private final List<SagaRunner> runners = new ArrayList<>();
    private final Sagas sagas;

    /** @param sendTime how long the bank may take with all tries */
    PayoutStage(String databaseName, Duration sendTime) {
        this.sendTime = sendTime;
        this.payout = declaration(1, false);
        this.client = MongoClients.open(TestStores.mongoUri(), "test");
        this.database = client.getDatabase(databaseName);
        this.transactions = new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        new DeclaredIndexes(database).create(store().indexes());
        this.sagas = new Sagas(store(), transactions, bell, Ids.timeOrdered(), Clock.systemUTC());
    }

    /** Which trace and span a step works in. */
    record Traced(String step, @Nullable String traceparent) {}

    /** Notes it for {@link #traced}. */
    private void trace(String step) {
        traced.add(new Traced(step, TraceContext.current()));
    }

    Saga<Payout> declaration(int version, boolean isSendingPivot) {
        Step<Payout> send = Step.<Payout, String>call("send", this::send, Payout::sent)
                .within(sendTime)
                .compensateByCall(this::recall);
        return Saga.named("payout", version, Payout.class)
                .step(Step.<Payout>local("reserve", this::reserve).compensate(this::release))
                .step(isSendingPivot ? send.pivot() : send)
                .step(Step.<Payout>await("confirmation", Payout::isConfirmed).within(Duration.ofMillis(1500)))
                .step(Step.local("book", (run, unit) -> {
                    count(unit, run, "booked");
                    return StepResult.done(run.data());
                }));
    }

    private StepResult<String> send(SagaRun<Payout> run) {
        trace("send");
        return bank.send(run);
    }

    private void recall(SagaRun<Payout> run) {
        trace("recall");
        bank.recall(run);
    }

    private void release(SagaRun<Payout> run, UnitOfWork unit) {
        trace("release");
        count(unit, run, "released");
    }

    private StepResult<Payout> reserve(SagaRun<Payout> run, UnitOfWork unit) {
        trace("reserve");
        count(unit, run, "reserved");
        return run.data().amount() > 1_000 ? StepResult.refused("not enough money") : StepResult.done(run.data());
    }

    private static void count(UnitOfWork unit, SagaRun<Payout> run, String effect) {
        unit.collection("effects")
                .updateOne(
                        unit.session(),
                        Filters.eq("_id", run.id()),
                        Updates.inc(effect, 1),
                        new UpdateOptions().upsert(true));
    }

    /** How often the effect happened for the saga. */
    int effect(String sagaId, String effect) {
        Document effects = database.getCollection("effects")
                .find(Filters.eq("_id", sagaId))
                .first();
        return effects == null ? 0 : effects.getInteger(effect, 0);
    }

    String start(String key, int amount) {
        return transactions.inTransaction(unit ->
                sagas.start(unit, payout, new Sagas.Subject(TENANT, "ada", key), new Payout(amount, null, false)));
    }

    Sagas.Told confirm(String key) {
        return transactions.inTransaction(
                unit -> sagas.tell(unit, payout, TENANT, key, data -> StepResult.done(data.confirmed())));
    }

    Sagas.Told deny(String key) {
        return transactions.inTransaction(
                unit -> sagas.tell(unit, payout, TENANT, key, data -> StepResult.refused("denied")));
    }

    SagaRunner run() {
        return run(payout);
    }

    SagaRunner run(Saga<?> declared) {
        return run(declared, SagaProbe.NONE);
    }

    SagaRunner run(Saga<?> declared, SagaProbe probe) {
        SagaRunner runner = new SagaRunner(
                List.of(declared),
                "test",
                bell,
                new WorkerParts(
                        store(),
                        transactions,
                        LIMITS,
                        Clock.systemUTC(),
                        new SagaGauges(new SimpleMeterRegistry(), List.of(declared)),
                        probe,
                        Traces.idsOnly(),
                        () -> true));
        runner.start();
        runners.add(runner);
        return runner;
    }

    SagaInstance read(String id) {
        return Objects.requireNonNull(sagas.find(TENANT, id));
    }

    Sagas sagas() {
        return sagas;
    }

    MongoSagas store() {
        return new MongoSagas(database);
    }

    MongoDatabase database() {
        return database;
    }

    Transactions transactions() {
        return transactions;
    }

    @Override
    public void close() {
        runners.forEach(SagaRunner::close);
        client.close();
    }
}
