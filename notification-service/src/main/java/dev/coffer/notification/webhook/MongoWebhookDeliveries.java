package dev.coffer.notification.webhook;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.webhook.WebhookDelivery.State;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * {@link WebhookDeliveries} in the collection {@code webhook_deliveries}. Only what waits has {@code dueAt}: the indexes of the queue hold
 * nothing else, however many have ended.
 */
final class MongoWebhookDeliveries implements WebhookDeliveries, DeclaresIndexes {

    private static final String COLLECTION = "webhook_deliveries";
    private static final Duration KEPT_FOR = Duration.ofDays(30);
    private static final String ID = MongoDelivery.ID;
    private static final String LANE = MongoDelivery.LANE;
    private static final String WEBHOOK = MongoDelivery.WEBHOOK;
    private static final String STATE = MongoDelivery.STATE;
    private static final String DUE_AT = MongoDelivery.DUE_AT;
    private static final String GIVE_UP_AT = MongoDelivery.GIVE_UP_AT;
    private static final String CREATED_AT = MongoDelivery.CREATED_AT;
    private static final String ENDED_AT = MongoDelivery.ENDED_AT;
    private static final String REPLAY = "replay";
    private static final Date LONG_AGO = new Date(0);
    private static final String TOO_LONG = "it was tried for a day";

    private final MongoDatabase database;
    private final MongoCollection<Document> queue;
    private final TenantCollection deliveries;
    private final Pages pages;

    MongoWebhookDeliveries(MongoDatabase database, Pages pages) {
        this.database = database;
        this.queue = database.getCollection(COLLECTION);
        this.deliveries = new TenantCollection(database, COLLECTION);
        this.pages = pages;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "lane_due", Indexes.ascending(LANE, DUE_AT))
                        .onlyWhere(Filters.exists(DUE_AT)),
                IndexDeclaration.on(COLLECTION, "lane_given_up", Indexes.ascending(LANE, GIVE_UP_AT))
                        .onlyWhere(Filters.exists(DUE_AT)),
                IndexDeclaration.on(
                        COLLECTION,
                        "webhook_newest",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID, WEBHOOK),
                                Indexes.descending(CREATED_AT, ID))),
                IndexDeclaration.on(
                        COLLECTION,
                        "webhook_state_newest",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID, WEBHOOK, STATE),
                                Indexes.descending(CREATED_AT, ID))),
                IndexDeclaration.on(COLLECTION, "ended_expiry", Indexes.ascending(ENDED_AT))
                        .expiringAfter(KEPT_FOR));
    }

    @Override
    public void add(UnitOfWork unit, String tenantId, List<WebhookDelivery> fresh) {
        TenantDocuments ours = deliveries.of(tenantId);
        List<String> ids = fresh.stream().map(WebhookDelivery::id).toList();
        Set<String> known = new HashSet<>();
        ours.find(unit, Filters.in(ID, ids))
                .projection(Projections.include(ID))
                .forEach(found -> known.add(found.getString(ID)));
        List<Document> documents = fresh.stream()
                .filter(delivery -> !known.contains(delivery.id()))
                .map(MongoDelivery::write)
                .toList();
        if (!documents.isEmpty()) {
            ours.insertAll(unit, documents);
        }
    }

    @Override
    public @Nullable WebhookDelivery find(String tenantId, String id) {
        Document found = deliveries.of(tenantId).findOne(Filters.eq(ID, id));
        return found == null ? null : MongoDelivery.read(found);
    }

    @Override
    public Connection<WebhookDelivery> page(
            String tenantId, String webhookId, @Nullable State state, PageRequest request, boolean isCounted) {
        Bson ofWebhook = Filters.and(Filters.eq(TenantCollection.TENANT_ID, tenantId), Filters.eq(WEBHOOK, webhookId));
        Bson filter = state == null ? ofWebhook : Filters.and(ofWebhook, Filters.eq(STATE, state.name()));
        MongoKeyset keyset = new MongoKeyset(
                database.getCollection(COLLECTION),
                filter,
                CREATED_AT,
                false,
                state == null ? "webhook_newest" : "webhook_state_newest");
        String scope = "webhook-deliveries|" + tenantId + "|" + webhookId + "|" + state;
        return pages.page(request, scope, keyset, isCounted).map(MongoDelivery::read);
    }

    @Override
    public int count(String tenantId, String webhookId, State state, int most) {
        return (int) deliveries
                .of(tenantId)
                .count(Filters.and(Filters.eq(WEBHOOK, webhookId), Filters.eq(STATE, state.name())), most);
    }

    /** A step in the index for each queue, however much is in it. */
    @Override
    public Set<EndpointQueue.Key> due(Instant now) {
        Set<EndpointQueue.Key> endpointQueues = new HashSet<>();
        queue.distinct(LANE, Filters.and(Filters.gt(LANE, ""), dueBy(now)), String.class)
                .forEach(endpointQueue -> endpointQueues.add(EndpointQueue.Key.parse(endpointQueue)));
        return endpointQueues;
    }

    /** The lower bound says to the planner that it is there at all. */
    private static Bson dueBy(Instant now) {
        return Filters.and(Filters.gt(DUE_AT, LONG_AGO), Filters.lte(DUE_AT, Date.from(now)));
    }

    @Override
    public List<WebhookDelivery> due(EndpointQueue.Key endpointQueue, Instant now, int most) {
        return queue.find(Filters.and(Filters.eq(LANE, endpointQueue.text()), dueBy(now)))
                .sort(Sorts.ascending(DUE_AT))
                .limit(most)
                .map(MongoDelivery::read)
                .into(new ArrayList<>());
    }

    @Override
    public void save(UnitOfWork unit, WebhookDelivery delivery) {
        deliveries.of(delivery.tenantId()).update(unit, Filters.eq(ID, delivery.id()), MongoDelivery.change(delivery));
    }

    @Override
    public void giveUp(EndpointQueue.Key endpointQueue, Instant now) {
        Bson late = Filters.and(
                Filters.eq(LANE, endpointQueue.text()),
                Filters.gt(DUE_AT, LONG_AGO),
                Filters.lte(GIVE_UP_AT, Date.from(now)));
        queue.updateMany(late, MongoDelivery.dead(TOO_LONG, now));
    }

    @Override
    public void endAll(EndpointQueue.Key endpointQueue, String problem, Instant now) {
        queue.updateMany(
                Filters.and(Filters.eq(LANE, endpointQueue.text()), Filters.gt(DUE_AT, LONG_AGO)),
                MongoDelivery.dead(problem, now));
    }

    @Override
    public void forget(EndpointQueue.Key endpointQueue) {
        queue.deleteMany(Filters.and(
                Filters.eq(TenantCollection.TENANT_ID, endpointQueue.tenantId()),
                Filters.eq(WEBHOOK, endpointQueue.webhookId())));
    }

    @Override
    public int replay(UnitOfWork unit, Again again, Instant now, int most) {
        TenantDocuments ours = deliveries.of(again.queue().tenantId());
        List<String> ids = new ArrayList<>();
        ours.find(unit, meant(again))
                .projection(Projections.include(ID))
                .sort(Sorts.ascending(CREATED_AT, ID))
                .limit(most)
                .forEach(found -> ids.add(found.getString(ID)));
        if (!ids.isEmpty()) {
            ours.updateAll(
                    unit,
                    Filters.in(ID, ids),
                    Updates.combine(
                            Updates.set(STATE, State.WAITING.name()),
                            Updates.set(MongoDelivery.TRIES, 0),
                            Updates.set(DUE_AT, Date.from(now)),
                            Updates.set(GIVE_UP_AT, Date.from(now.plus(WebhookDelivery.PATIENCE))),
                            Updates.unset(ENDED_AT),
                            Updates.set(REPLAY, again.key())));
        }
        return ids.size();
    }

    private static Bson meant(Again again) {
        List<Bson> all = new ArrayList<>();
        all.add(Filters.eq(WEBHOOK, again.queue().webhookId()));
        all.add(Filters.in(STATE, again.states().stream().map(State::name).toList()));
        all.add(Filters.ne(REPLAY, again.key()));
        if (again.deliveryId() != null) {
            all.add(Filters.eq(ID, again.deliveryId()));
        }
        if (again.from() != null) {
            all.add(Filters.gte(CREATED_AT, Date.from(again.from())));
        }
        if (again.to() != null) {
            all.add(Filters.lt(CREATED_AT, Date.from(again.to())));
        }
        return Filters.and(all);
    }
}
