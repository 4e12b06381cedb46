package dev.coffer.payment.wallet;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.EventTypes;
import dev.coffer.core.events.EventsLimits;
import dev.coffer.core.events.EventsRuntime;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Tells of registered users as auth-service does: by its outbox, the relay and the stream. */
final class Registrations implements AutoCloseable {

    /** As auth-service writes it; this service reads the id only. */
    record Registered(String userId, String email) {}

    private final MongoClient client;
    private final Transactions transactions;
    private final Outbox outbox;
    private final EventsRuntime runtime;

    private Registrations(MongoClient client, Transactions transactions, Outbox outbox, EventsRuntime runtime) {
        this.client = client;
        this.transactions = transactions;
        this.outbox = outbox;
        this.runtime = runtime;
    }

    /** @param databaseName of the emitting service */
    static Registrations start(String databaseName) {
        MongoClient client = MongoClients.open(TestStores.mongoUri(), "test");
        MongoDatabase database = client.getDatabase(databaseName);
        Transactions transactions =
                new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        Outbox outbox = new Outbox(
                new EventTypes(List.of(new EventType<>(UserRegistered.TYPE, 1, Registered.class))),
                Ids.timeOrdered(),
                Clock.systemUTC());
        EventsRuntime runtime = new EventsRuntime(new EventsRuntime.Parts(
                "auth",
                client,
                database,
                transactions,
                TestStores.redisUri(),
                List.of(),
                List.of(),
                EventsLimits.DEFAULT,
                Clock.systemUTC(),
                new SimpleMeterRegistry()));
        List<IndexDeclaration> indexes = new ArrayList<>(runtime.indexes());
        indexes.addAll(outbox.indexes());
        new DeclaredIndexes(database).create(indexes);
        runtime.start();
        return new Registrations(client, transactions, outbox, runtime);
    }

    /** Each call is an event of its own. */
    void tell(String tenantId, String userId) {
        transactions.run(unit -> outbox.add(
                unit,
                EventDraft.of(new Registered(userId, userId + "@example.com"), "user-" + UUID.randomUUID(), tenantId)));
    }

    @Override
    public void close() {
        runtime.close();
        client.close();
    }
}
