package dev.coffer.core.testkit;

import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventReplay;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.EventTypes;
import dev.coffer.core.events.EventsLimits;
import dev.coffer.core.events.EventsRuntime;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.events.Replays;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tells events as another service does: by its outbox, the relay and the stream. The stream is the JVM's, so one at a time may
 * stand in for a service: start it before whoever hears it, because it drops what an earlier one left in the stream. Its own is dropped
 * when it is closed, so that no later test hears of it.
 */
public final class TestEmitter implements AutoCloseable {

    private static final Duration A_DAY = Duration.ofDays(1);
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String service;
    private final MongoClient client;
    private final Transactions transactions;
    private final Outbox outbox;
    private final Replays replays;
    private final EventsRuntime runtime;

    private TestEmitter(
            String service,
            MongoClient client,
            Transactions transactions,
            Outbox outbox,
            Replays replays,
            EventsRuntime runtime) {
        this.service = service;
        this.client = client;
        this.transactions = transactions;
        this.outbox = outbox;
        this.replays = replays;
        this.runtime = runtime;
    }

    /**
     * @param service whom it stands in for: "auth"
     * @param databaseName of its own
     */
    public static TestEmitter start(String service, String databaseName, List<EventType<?>> types) {
        MongoClient client = MongoClients.open(TestStores.mongoUri(), "test");
        MongoDatabase database = client.getDatabase(databaseName);
        Transactions transactions =
                new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        Outbox outbox = new Outbox(new EventTypes(types), Ids.timeOrdered(), Clock.systemUTC());
        EventsRuntime runtime = new EventsRuntime(new EventsRuntime.Parts(
                service,
                client,
                database,
                transactions,
                TestStores.redisUri(),
                List.of(),
                List.of(),
                EventsLimits.DEFAULT,
                Clock.systemUTC(),
                new SimpleMeterRegistry()));
        Replays replays = new Replays(database, Ids.timeOrdered(), Clock.systemUTC());
        List<IndexDeclaration> indexes = new ArrayList<>(runtime.indexes());
        indexes.addAll(outbox.indexes());
        indexes.addAll(replays.indexes());
        new DeclaredIndexes(database).create(indexes);
        dropStream(service);
        runtime.start();
        return new TestEmitter(service, client, transactions, outbox, replays, runtime);
    }

    private static void dropStream(String service) {
        String stream = "events:" + service;
        try (RedisClient client = RedisClient.create(TestStores.redisUri());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            redis.sync().del(stream, "{" + stream + "}:meta", "{" + stream + "}:lanes");
        }
    }

    /** Each call is an event of its own. */
    public EventEnvelope tell(Object data, String key, String tenantId) {
        return transactions.inTransaction(unit -> outbox.add(unit, EventDraft.of(data, key, tenantId)));
    }

    /** Tells one consumer again all that this service told of a type and a tenant; it is told when this returns. */
    public Replays.Result replay(String eventType, String tenantId, String consumer) {
        Instant now = Instant.now();
        Replays.Result result = replays.start(
                new Replays.Request(
                        UUID.randomUUID().toString(), tenantId, eventType, now.minus(A_DAY), now.plus(A_DAY), consumer),
                "test");
        if (result instanceof Replays.Result.Recorded(EventReplay started)) {
            await().atMost(PATIENCE).until(() -> stateOf(tenantId, started.id()) == EventReplay.State.DONE);
        }
        return result;
    }

    private EventReplay.@Nullable State stateOf(String tenantId, String replayId) {
        EventReplay replay = replays.find(tenantId, replayId);
        return replay == null ? null : replay.state();
    }

    @Override
    public void close() {
        runtime.close();
        dropStream(service);
        client.close();
    }
}
