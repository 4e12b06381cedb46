package dev.coffer.auth.registration;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Consumer;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.EventTypes;
import dev.coffer.core.events.EventsLimits;
import dev.coffer.core.events.EventsRuntime;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.TestStores;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** A service of somebody's own that takes part in registrations: with a database and events of its own. */
final class Peer implements AutoCloseable {

    record AccountOpened(String userId) {}

    record AccountRefused(String userId, String reason) {}

    /** What it reads of auth's events. */
    record OfUser(String userId) {}

    private final MongoClient client;
    private final EventsRuntime runtime;
    private final Set<String> undone = ConcurrentHashMap.newKeySet();
    private final Set<String> activated = ConcurrentHashMap.newKeySet();
    private volatile boolean isRefusing;

    Peer(String service, String databaseName) {
        client = MongoClients.open(TestStores.mongoUri(), service);
        MongoDatabase database = client.getDatabase(databaseName);
        Transactions transactions =
                new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        Outbox outbox = new Outbox(
                new EventTypes(List.of(
                        new EventType<>("account.opened", 1, AccountOpened.class),
                        new EventType<>("account.refused", 1, AccountRefused.class))),
                Ids.timeOrdered(),
                Clock.systemUTC());
        Consumer consumer = Consumer.named(service + "-accounts")
                .from("auth")
                .on("user.registered", OfUser.class, (event, unit) -> {
                    String userId = event.data().userId();
                    Object answer =
                            isRefusing ? new AccountRefused(userId, "no room for more") : new AccountOpened(userId);
                    outbox.add(
                            unit,
                            EventDraft.of(answer, userId, event.envelope().tenantId())
                                    .causedBy(event.envelope()));
                })
                .on(
                        "registration.undone",
                        OfUser.class,
                        (event, unit) -> undone.add(event.data().userId()))
                .on(
                        "user.activated",
                        OfUser.class,
                        (event, unit) -> activated.add(event.data().userId()));
        runtime = new EventsRuntime(new EventsRuntime.Parts(
                service,
                client,
                database,
                transactions,
                TestStores.redisUri(),
                List.of(),
                List.of(consumer),
                EventsLimits.DEFAULT,
                Clock.systemUTC(),
                new SimpleMeterRegistry()));
        runtime.start();
    }

    /** From here on it can open nothing. */
    void refuse() {
        isRefusing = true;
    }

    boolean hasHeardOfUndoing(String userId) {
        return undone.contains(userId);
    }

    boolean hasHeardOfActivation(String userId) {
        return activated.contains(userId);
    }

    @Override
    public void close() {
        runtime.close();
        client.close();
    }
}
