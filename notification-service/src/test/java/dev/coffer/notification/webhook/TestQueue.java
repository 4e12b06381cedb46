package dev.coffer.notification.webhook;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.EventTypes;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.paging.Cursors;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.seal.MasterKey;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.store.StoreReadiness;
import dev.coffer.core.store.TransactionLimits;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.notification.webhook.Webhook.Draft;
import dev.coffer.notification.webhook.WebhookDelivery.State;
import dev.coffer.notification.webhook.WebhookResult.Saved;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.InetAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import javax.net.ssl.SSLSocketFactory;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** The queue of webhooks on a real database, by a clock that the test moves, with as many replicas as it starts. */
final class TestQueue implements AutoCloseable {

    static final WebhookLimits LIMITS = new WebhookLimits(
            Duration.ofSeconds(2), 8, 48, 16, Duration.ofSeconds(60), Duration.ofMillis(50), Duration.ofDays(5));

    final MutableClock clock = MutableClock.atStandardTime();
    final String tenantId;
    final MongoDatabase database;
    final Transactions transactions;
    final MongoWebhooks webhooks;
    final MongoWebhookDeliveries deliveries;
    final MongoEndpointQueues endpointQueues;
    final WebhookSecrets secrets;
    final SaveWebhook save;
    final TendWebhooks tend;
    final SendAgain again;
    private final MongoClient client;
    private final WorkBell bell = new WorkBell();
    private final Outbox outbox;
    private final List<WebhookRunner> replicas = new ArrayList<>();
    private final WebhookLimits limits;
    private long sequence;

    TestQueue(String name, WebhookLimits limits) {
        this.limits = limits;
        this.tenantId = "tenant-" + UUID.randomUUID();
        this.client = MongoClients.open(TestStores.mongoUri(), "test");
        this.database = client.getDatabase(name);
        this.transactions = new Transactions(client, database, StoreReadiness.ready(), TransactionLimits.DEFAULT);
        this.outbox = new Outbox(
                new EventTypes(List.of(new EventType<>(WebhookSwitchedOff.TYPE, 1, WebhookSwitchedOff.class))),
                Ids.timeOrdered(),
                clock);
        this.webhooks = new MongoWebhooks(database);
        this.deliveries = new MongoWebhookDeliveries(database, new Pages(new Cursors(new byte[32])));
        this.endpointQueues = new MongoEndpointQueues(database);
        this.secrets = new WebhookSecrets(MasterKey.ofBase64(TestService.MASTER_KEY), new SecureRandom());
        this.save =
                new SaveWebhook(webhooks, endpointQueues, receivers(), secrets, transactions, Ids.timeOrdered(), clock);
        this.tend = new TendWebhooks(webhooks, deliveries, endpointQueues, secrets, transactions, clock);
        this.again = new SendAgain(webhooks, deliveries, bell, transactions, clock);
        List<IndexDeclaration> indexes = new ArrayList<>(webhooks.indexes());
        indexes.addAll(deliveries.indexes());
        indexes.addAll(outbox.indexes());
        new DeclaredIndexes(database).create(indexes);
    }

    private static Receivers receivers() {
        return new Receivers(InetAddress::getAllByName, true);
    }

    WorkEndpointQueue worker() {
        OutboundPost outbound =
                new OutboundPost(receivers(), (SSLSocketFactory) SSLSocketFactory.getDefault(), limits.whole());
        return new WorkEndpointQueue(
                webhooks,
                deliveries,
                endpointQueues,
                new SendDelivery(outbound, secrets, clock),
                new RetryPauses(new SecureRandom()),
                outbox,
                transactions,
                new WebhookMeters(new SimpleMeterRegistry()),
                limits,
                clock);
    }

    TestQueue withReplicas(int count) {
        for (int i = 0; i < count; i++) {
            WebhookRunner runner = new WebhookRunner(deliveries, endpointQueues, worker(), bell, limits, clock);
            runner.start();
            replicas.add(runner);
        }
        return this;
    }

    Caller caller() {
        return new Caller("olga", tenantId, Set.of("admin"), "session");
    }

    Webhook register(String url, String... patterns) {
        List<EventPattern> events =
                List.of(patterns).stream().map(EventPattern::new).toList();
        WebhookResult result = save.create(caller(), new Draft(new WebhookUrl(url), null, events, true));
        if (result instanceof Saved saved) {
            return saved.webhook();
        }
        throw new AssertionError(result);
    }

    EventEnvelope event(String amount) {
        sequence++;
        return new EventEnvelope(
                Ids.timeOrdered().next(),
                "wallet.deposit.completed",
                1,
                clock.instant(),
                tenantId,
                null,
                "c",
                null,
                null,
                "wallet-1",
                sequence,
                "{\"userId\":\"ann\",\"walletId\":\"wallet-1\",\"amount\":\"" + amount
                        + "\",\"sealed\":\"secret\",\"note\":\"of staff\"}");
    }

    EventEnvelope tell(String amount) {
        EventEnvelope event = event(amount);
        tell(List.of(event));
        return event;
    }

    void tell(List<EventEnvelope> events) {
        QueueDeliveries queue = new QueueDeliveries(webhooks, deliveries, bell, clock);
        transactions.run(unit -> events.forEach(event -> queue.queue(event, unit)));
    }

    WebhookDelivery delivery(Webhook webhook, EventEnvelope event) {
        return tend.delivery(caller(), WebhookDelivery.id(webhook.id(), event.eventId()));
    }

    /** Whether a replica works on an endpoint. A clock that is moved on meanwhile takes it from that one, and gives it to the other. */
    boolean isUnderWay() {
        return database.getCollection("webhook_lanes")
                        .countDocuments(Filters.gt("leasedUntil", Date.from(clock.instant())))
                > 0;
    }

    int count(Webhook webhook, State state) {
        return deliveries.count(tenantId, webhook.id(), state, 10_000);
    }

    Circuit circuit(Webhook webhook) {
        return tend.withCircuits(List.of(webhook)).values().iterator().next();
    }

    @Nullable
    Document told() {
        return database.getCollection("outbox")
                .find(new Document("tenantId", tenantId))
                .first();
    }

    @Override
    public void close() {
        replicas.forEach(WebhookRunner::close);
        client.close();
    }
}
