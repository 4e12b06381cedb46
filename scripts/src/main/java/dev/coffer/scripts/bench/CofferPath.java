package dev.coffer.scripts.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.DeadLetters;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.EventTypes;
import dev.coffer.core.events.EventsLimits;
import dev.coffer.core.events.EventsRuntime;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.events.Received;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The events room as services use it: outbox, relay by change stream, lanes. */
final class CofferPath implements EventPath {

    private static final String SHOP = "bench-shop";
    private static final String TYPE = "bench.ticked";
    private static final BulkWriteOptions IN_ANY_ORDER = new BulkWriteOptions().ordered(false);

    private final MongoClient client;
    private final String redisUri;
    private final MongoDatabase shop;
    private final MongoDatabase ledger;
    private final Transactions shopTransactions;
    private final Transactions ledgerTransactions;
    private final Outbox outbox;
    private final int lanes;
    private @Nullable EventsRuntime relay;
    private @Nullable EventsRuntime consumer;

    /** What is told. */
    record Ticked(int number, String note) {}

    /** What is read of it. */
    record Tick(int number) {}

    CofferPath(String mongoUri, String redisUri, int lanes) {
        this.client = MongoClients.open(mongoUri, "coffer-bench");
        this.redisUri = redisUri;
        this.lanes = lanes;
        this.shop = client.getDatabase("bench_shop");
        this.ledger = client.getDatabase("bench_ledger");
        this.shopTransactions = new Transactions(client, shop, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        this.ledgerTransactions = new Transactions(client, ledger, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        this.outbox = new Outbox(
                new EventTypes(List.of(new EventType<>(TYPE, 1, Ticked.class))),
                Ids.timeOrdered(),
                BenchWiring.clock());
        new DeclaredIndexes(ledger).create(new DeadLetters(ledger, BenchWiring.clock()).indexes());
    }

    @Override
    public void startRelay() {
        EventsRuntime started = runtime(SHOP, shop, shopTransactions, List.of(), new SimpleMeterRegistry());
        List<IndexDeclaration> indexes = new ArrayList<>(outbox.indexes());
        indexes.addAll(started.indexes());
        new DeclaredIndexes(shop).create(indexes);
        started.start();
        relay = started;
    }

    @Override
    public void startConsumer(IntConsumer effected) {
        CommitWitness witness = new CommitWitness(effected);
        Consumer counting = Consumer.named("bench-ledger")
                .from(SHOP)
                .onBatch(TYPE, Tick.class, (events, unit) -> count(events, unit, witness))
                .withLanes(lanes);
        EventsRuntime started = runtime("bench-ledger", ledger, ledgerTransactions, List.of(counting), witness);
        started.start();
        consumer = started;
    }

    private static void count(List<Received<Tick>> events, UnitOfWork unit, CommitWitness witness) {
        Map<String, Integer> counts = LinkedHashMap.newLinkedHashMap(events.size());
        int[] numbers = new int[events.size()];
        for (int at = 0; at < numbers.length; at++) {
            counts.merge(events.get(at).envelope().key(), 1, Integer::sum);
            numbers[at] = events.get(at).data().number();
        }
        List<WriteModel<Document>> effects = new ArrayList<>(counts.size());
        counts.forEach((key, count) -> effects.add(new UpdateOneModel<>(
                Filters.eq("_id", key), Updates.inc("count", count), new UpdateOptions().upsert(true))));
        unit.collection("effects").bulkWrite(unit.session(), effects, IN_ANY_ORDER);
        witness.applied(numbers);
    }

    private EventsRuntime runtime(
            String service,
            MongoDatabase database,
            Transactions transactions,
            List<Consumer> consumers,
            MeterRegistry meters) {
        return new EventsRuntime(new EventsRuntime.Parts(
                service,
                client,
                database,
                transactions,
                redisUri,
                List.of(),
                consumers,
                EventsLimits.DEFAULT,
                BenchWiring.clock(),
                meters));
    }

    @Override
    public void stopConsumer() {
        if (consumer != null) {
            consumer.close();
            consumer = null;
        }
    }

    @Override
    public void produce(int first, int count) {
        List<EventDraft> drafts = new ArrayList<>(count);
        for (int number = first; number < first + count; number++) {
            drafts.add(EventDraft.of(new Ticked(number, NOTE), EventPath.key(number), "bench")
                    .withSeq(EventPath.seq(number)));
        }
        shopTransactions.run(unit -> outbox.addAll(unit, drafts));
    }

    @Override
    public void close() {
        stopConsumer();
        if (relay != null) {
            relay.close();
            relay = null;
        }
        client.close();
    }
}
