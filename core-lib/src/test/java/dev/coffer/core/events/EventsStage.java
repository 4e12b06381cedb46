package dev.coffer.core.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.bson.Document;

/**
 * An emitting service "shop" and a consuming service "ledger" on the given stores. The effect of an event is written so that a
 * repeat, a loss and a wrong order all show: a list of seq per key.
 */
final class EventsStage implements AutoCloseable {

    static final String PLACED = "order.placed";
    static final String CONSUMER = "ledger-orders";

    /** As in production, but impatient: what fails is to be seen to fail, and to recover, within a test's patience. */
    static final EventsLimits LIMITS = impatient().build();

    static EventsLimits.Builder impatient() {
        return EventsLimits.builder()
                .lease(Duration.ofSeconds(1))
                .block(Duration.ofMillis(100))
                .restAfterFailure(Duration.ofMillis(100))
                .retries(EventsLimits.DEFAULT.attempts(), Duration.ofMillis(5))
                .redisTimeout(Duration.ofSeconds(1));
    }

    /** Longest wait for what must come; a loaded machine may need most of it. */
    static final Duration PATIENCE = Duration.ofSeconds(90);

    /** What the emitter writes. */
    record OrderPlaced(int number, String note) {}

    /** What the emitter tells besides, and the consumer does not read. */
    record OrderCancelled(int number) {}

    /** What the consumer reads of an order. */
    record PlacedOrder(int number) {}

    private final MongoClient client;
    private final String redisUri;
    private final String source;
    private final MongoDatabase shop;
    private final MongoDatabase ledger;
    private final Transactions shopTransactions;
    private final Transactions ledgerTransactions;
    private final Outbox outbox;
    private final List<EventsRuntime> running = new ArrayList<>();

    /** @param name unique to the test; names databases and the stream */
    EventsStage(String mongoUri, String redisUri, String name) {
        this.client = MongoClients.open(mongoUri, "test");
        this.redisUri = redisUri;
        this.source = name;
        this.shop = client.getDatabase(name + "_shop");
        this.ledger = client.getDatabase(name + "_ledger");
        this.shopTransactions = transactions(shop);
        this.ledgerTransactions = transactions(ledger);
        this.outbox = new Outbox(
                new EventTypes(List.of(
                        new EventType<>(PLACED, 1, OrderPlaced.class),
                        new EventType<>("order.cancelled", 1, OrderCancelled.class))),
                Ids.timeOrdered(),
                Clock.systemUTC());
    }

    static String freshName(String test) {
        return test + "_" + UUID.randomUUID().toString().substring(0, 8);
    }

    private Transactions transactions(MongoDatabase database) {
        return new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
    }

    MongoClient client() {
        return client;
    }

    MongoDatabase shop() {
        return shop;
    }

    MongoDatabase ledger() {
        return ledger;
    }

    Transactions shopTransactions() {
        return shopTransactions;
    }

    Outbox outbox() {
        return outbox;
    }

    DeadLetters deadLetters() {
        return new DeadLetters(ledger, Clock.systemUTC());
    }

    Replays replays() {
        return new Replays(shop, Ids.timeOrdered(), Clock.systemUTC());
    }

    String stream() {
        return "events:" + source;
    }

    void createIndexes() {
        List<IndexDeclaration> all = new ArrayList<>(outbox.indexes());
        all.addAll(Journal.indexes());
        all.addAll(replays().indexes());
        new DeclaredIndexes(shop).create(all);
        new DeclaredIndexes(ledger).create(deadLetters().indexes());
    }

    EventsRuntime startShop(RelaySource... carrying) {
        return startShop(LIMITS, carrying);
    }

    EventsRuntime startShop(EventsLimits limits, RelaySource... carrying) {
        return start(new EventsRuntime.Parts(
                source,
                client,
                shop,
                shopTransactions,
                redisUri,
                List.of(carrying),
                List.of(),
                limits,
                Clock.systemUTC(),
                new SimpleMeterRegistry()));
    }

    EventsRuntime startLedger(Consumer... consumers) {
        return start(new EventsRuntime.Parts(
                source + "-ledger",
                client,
                ledger,
                ledgerTransactions,
                redisUri,
                List.of(),
                List.of(consumers),
                LIMITS,
                Clock.systemUTC(),
                new SimpleMeterRegistry()));
    }

    private EventsRuntime start(EventsRuntime.Parts parts) {
        EventsRuntime runtime = new EventsRuntime(parts);
        running.add(runtime);
        runtime.start();
        return runtime;
    }

    Consumer consumer(String name) {
        return Consumer.named(name).from(source);
    }

    /** The consumer whose effects the tests count, a batch with one write. */
    Consumer recording() {
        return consumer(CONSUMER)
                .onBatch(
                        PLACED,
                        PlacedOrder.class,
                        (events, unit) -> unit.collection("effects")
                                .bulkWrite(
                                        unit.session(),
                                        events.stream().map(EventsStage::effect).toList()));
    }

    /** The same, with a write for each event. */
    Consumer recordingOneByOne() {
        return consumer(CONSUMER).on(PLACED, PlacedOrder.class, EventsStage::record);
    }

    static void record(Received<PlacedOrder> event, UnitOfWork unit) {
        unit.collection("effects").bulkWrite(unit.session(), List.of(effect(event)));
    }

    private static WriteModel<Document> effect(Received<PlacedOrder> event) {
        return new UpdateOneModel<>(
                Filters.eq("_id", event.envelope().key()),
                Updates.push("seqs", event.envelope().seq()),
                new UpdateOptions().upsert(true));
    }

    /** Places one order for the key, in a transaction of its own. */
    EventEnvelope place(String key, int number) {
        return shopTransactions.inTransaction(unit ->
                outbox.add(unit, EventDraft.of(new OrderPlaced(number, "n" + number), key, "acme")));
    }

    void cancel(String key, int number) {
        shopTransactions.run(unit -> outbox.add(unit, EventDraft.of(new OrderCancelled(number), key, "acme")));
    }

    /** Places orders round-robin over the keys, many in one transaction; goes on through failures of the store. */
    void placeAll(int count, int keys, int perTransaction) {
        for (int from = 0; from < count; from += perTransaction) {
            List<EventDraft> drafts = new ArrayList<>();
            for (int number = from; number < Math.min(count, from + perTransaction); number++) {
                drafts.add(EventDraft.of(new OrderPlaced(number, "n" + number), "key-" + number % keys, "acme"));
            }
            placeSurely(drafts);
        }
    }

    private void placeSurely(List<EventDraft> drafts) {
        while (true) {
            try {
                shopTransactions.run(unit -> outbox.addAll(unit, drafts));
                return;
            } catch (RuntimeException failure) {
                if (!StoreFailures.isUnavailable(failure)) {
                    throw failure;
                }
            }
        }
    }

    /** The effects so far: the seqs of each key in the order in which they were applied. */
    Map<String, List<Long>> effects() {
        Map<String, List<Long>> effects = new HashMap<>();
        for (Document document : ledger.getCollection("effects").find()) {
            effects.put(document.getString("_id"), document.getList("seqs", Long.class));
        }
        return effects;
    }

    int effectCount() {
        Document sum = ledger.getCollection("effects")
                .aggregate(List.of(new Document(
                        "$group",
                        new Document("_id", null)
                                .append("count", new Document("$sum", new Document("$size", "$seqs"))))))
                .first();
        return sum == null ? 0 : sum.getInteger("count");
    }

    /** What {@link #effects} must be in the end: per key the seqs of all its committed events, rising. */
    Map<String, List<Long>> committed() {
        Map<String, List<Long>> committed = new HashMap<>();
        for (Document document : shop.getCollection(Outbox.COLLECTION).find().sort(new Document("seq", 1))) {
            committed
                    .computeIfAbsent(document.getString("key"), key -> new ArrayList<>())
                    .add(document.getLong("seq"));
        }
        return committed;
    }

    /** Places orders while the test goes on. */
    CompletableFuture<Void> placeInBackground(int count, int keys) {
        return CompletableFuture.runAsync(
                () -> placeAll(count, keys, 10), task -> Thread.ofVirtual().start(task));
    }

    void awaitEffects(int count) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptionsInstanceOf(MongoException.class)
                .until(() -> effectCount() >= count);
    }

    /** Everything committed has its effect once, in the order of its key, and nothing was put aside. */
    void awaitAllEffects() {
        Map<String, List<Long>> committed = committed();
        awaitEffects(committed.values().stream().mapToInt(List::size).sum());
        assertThat(effects()).isEqualTo(committed);
        assertThat(deadLetters().count(CONSUMER)).isZero();
        assertThat(shop.getCollection(DeadLetters.COLLECTION).countDocuments()).isZero();
        awaitNothingInLimbo();
    }

    /** The relay's position, and every lane's of the consumer, comes to the last event. */
    private void awaitNothingInLimbo() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            Document relay = shop.getCollection(RelayStates.COLLECTION).find().first();
            assertThat(relay).isNotNull();
            assertThat(ledger.getCollection("event_lanes")
                            .find(Filters.regex("_id", "^" + CONSUMER + "/"))
                            .map(lane -> lane.getString("position")))
                    .isNotEmpty()
                    .containsOnly(relay.getString("last"));
        });
    }

    void stop(EventsRuntime runtime) {
        running.remove(runtime);
        runtime.close();
    }

    @Override
    public void close() {
        CompletableFuture.allOf(running.stream()
                        .map(runtime -> CompletableFuture.runAsync(
                                runtime::close, task -> Thread.ofVirtual().start(task)))
                        .toArray(CompletableFuture[]::new))
                .join();
        shop.drop();
        ledger.drop();
        client.close();
    }
}
