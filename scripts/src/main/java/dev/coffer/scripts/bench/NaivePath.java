package dev.coffer.scripts.bench;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import io.lettuce.core.Consumer;
import io.lettuce.core.RedisClient;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XGroupCreateArgs;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.bson.Document;

/**
 * What is usually built: a relay that polls for unpublished documents, publishes each and marks it, and a consumer group that
 * applies each event in a transaction with an inbox. It loses order between its workers, which the other path does not.
 */
final class NaivePath implements EventPath {

    private static final int WORKERS = 4;
    private static final int PAGE = 100;
    private static final Duration POLL_EVERY = Duration.ofMillis(20);
    private static final Duration BLOCK = Duration.ofMillis(100);
    private static final String STREAM = "bench:naive";
    private static final String GROUP = "ledger";

    private final MongoClient client;
    private final RedisClient redis;
    private final MongoDatabase database;
    private final Transactions transactions;
    private final List<Thread> workers = new ArrayList<>();
    private final List<Thread> relays = new ArrayList<>();
    private volatile boolean isConsuming;
    private volatile boolean isRelaying;

    NaivePath(String mongoUri, String redisUri) {
        this.client = MongoClients.open(mongoUri, "coffer-bench-naive");
        this.redis = RedisClient.create(redisUri);
        this.database = client.getDatabase("bench_naive");
        this.transactions = new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        outbox().createIndex(Indexes.ascending("published", "_id"));
        for (String collection : List.of("inbox", "effects")) {
            database.createCollection(collection);
        }
    }

    private MongoCollection<Document> outbox() {
        return database.getCollection("outbox");
    }

    @Override
    public void startRelay() {
        isRelaying = true;
        relays.add(Thread.ofVirtual().start(this::relay));
    }

    private void relay() {
        try (StatefulRedisConnection<String, String> connection = redis.connect()) {
            while (isRelaying) {
                List<Document> page = outbox().find(Filters.eq("published", false))
                        .sort(Sorts.ascending("_id"))
                        .limit(PAGE)
                        .into(new ArrayList<>());
                for (Document event : page) {
                    connection
                            .sync()
                            .xadd(
                                    STREAM,
                                    Map.of(
                                            "number", String.valueOf(event.getInteger("_id")),
                                            "key", event.getString("key"),
                                            "note", event.getString("note")));
                    outbox().updateOne(Filters.eq("_id", event.get("_id")), Updates.set("published", true));
                }
                if (page.isEmpty()) {
                    LockSupport.parkNanos(POLL_EVERY.toNanos());
                }
            }
        }
    }

    @Override
    public void startConsumer(IntConsumer effected) {
        isConsuming = true;
        try (StatefulRedisConnection<String, String> connection = redis.connect()) {
            if (connection.sync().exists(STREAM) == 0) {
                connection
                        .sync()
                        .xgroupCreate(
                                XReadArgs.StreamOffset.from(STREAM, "0"), GROUP, XGroupCreateArgs.Builder.mkstream());
            }
        }
        for (int worker = 0; worker < WORKERS; worker++) {
            String name = "worker-" + worker;
            workers.add(Thread.ofVirtual().start(() -> consume(name, effected)));
        }
    }

    private void consume(String name, IntConsumer effected) {
        try (StatefulRedisConnection<String, String> connection = redis.connect()) {
            RedisCommands<String, String> commands = connection.sync();
            while (isConsuming) {
                List<StreamMessage<String, String>> messages = commands.xreadgroup(
                        Consumer.from(GROUP, name),
                        XReadArgs.Builder.block(BLOCK).count(PAGE),
                        XReadArgs.StreamOffset.lastConsumed(STREAM));
                for (StreamMessage<String, String> message : messages) {
                    int number = Integer.parseInt(
                            Objects.requireNonNull(message.getBody().get("number")));
                    apply(number, Objects.requireNonNull(message.getBody().get("key")));
                    effected.accept(number);
                    commands.xack(STREAM, GROUP, message.getId());
                }
            }
        }
    }

    private void apply(int number, String key) {
        transactions.run(unit -> {
            unit.collection("inbox").insertOne(unit.session(), new Document("_id", number));
            unit.collection("effects")
                    .updateOne(
                            unit.session(),
                            Filters.eq("_id", key),
                            Updates.inc("count", 1),
                            new UpdateOptions().upsert(true));
        });
    }

    @Override
    public void stopConsumer() {
        isConsuming = false;
        end(workers);
    }

    @Override
    public void produce(int first, int count) {
        List<Document> events = new ArrayList<>(count);
        for (int number = first; number < first + count; number++) {
            events.add(new Document("_id", number)
                    .append("key", EventPath.key(number))
                    .append("note", NOTE + NOTE)
                    .append("published", false));
        }
        transactions.run(unit -> unit.collection("outbox").insertMany(unit.session(), events));
    }

    private static void end(List<Thread> threads) {
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
        threads.clear();
    }

    @Override
    public void close() {
        stopConsumer();
        isRelaying = false;
        end(relays);
        redis.shutdown();
        client.close();
    }
}
