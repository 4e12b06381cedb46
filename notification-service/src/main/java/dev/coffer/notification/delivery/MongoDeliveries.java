package dev.coffer.notification.delivery;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import dev.coffer.notification.recipient.ForgetsUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code deliveries}; forgotten by a TTL index, later than any event that could ask for the same again. */
final class MongoDeliveries implements Deliveries, ForgetsUsers, DeclaresIndexes {

    private static final String COLLECTION = "deliveries";
    private static final Duration KEPT_FOR = Duration.ofDays(90);
    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String CATEGORY = "category";
    private static final String PRIORITY = "priority";
    private static final String STATE = "state";
    private static final String REASON = "decision";
    private static final String TRIES = "tries";
    private static final String FAILURE = "reason";
    private static final String HANDED = "isHanded";
    private static final String RECEIPT = "receipt";
    private static final String OPENED = "isOpened";
    private static final String SETTLED_AT = "settledAt";
    private static final String CREATED_AT = "createdAt";
    private static final String DUE_AT = "dueAt";
    private static final String ENDED_AT = "endedAt";
    private static final List<String> WAITING = Stream.of(DeliveryState.values())
            .filter(state -> !state.isEnd())
            .map(Enum::name)
            .toList();

    /** What a provider may still say the end of. It has failed here where there was no answer, which does not mean that it did there. */
    private static final List<String> SETTLING =
            List.of(DeliveryState.QUEUED.name(), DeliveryState.SENT.name(), DeliveryState.FAILED.name());

    private static final List<String> LEFT = Stream.of(DeliveryState.values())
            .filter(DeliveryState::hasLeft)
            .map(Enum::name)
            .toList();

    private final MongoDatabase database;
    private final TenantCollection deliveries;
    private final Pages pages;

    MongoDeliveries(MongoDatabase database, Pages pages) {
        this.database = database;
        this.deliveries = new TenantCollection(database, COLLECTION);
        this.pages = pages;
    }

    @Override
    public boolean add(UnitOfWork unit, String tenantId, NewDelivery fresh, Instant now) {
        if (deliveries.of(tenantId).findOne(unit, Filters.eq(ID, fresh.id())) != null) {
            return false;
        }
        deliveries
                .of(tenantId)
                .insert(
                        unit,
                        new Document(ID, fresh.id())
                                .append(USER_ID, fresh.userId())
                                .append("kind", fresh.kind())
                                .append(CATEGORY, fresh.category().name())
                                .append("channel", fresh.channel().name())
                                .append(PRIORITY, fresh.priority().name())
                                .append(STATE, DeliveryState.QUEUED.name())
                                .append(TRIES, 0)
                                .append(CREATED_AT, Date.from(now)));
        return true;
    }

    @Override
    public void countTry(String tenantId, String id) {
        deliveries.of(tenantId).update(Filters.eq(ID, id), Updates.inc(TRIES, 1));
    }

    @Override
    public void handing(String tenantId, String id) {
        deliveries.of(tenantId).update(Filters.eq(ID, id), Updates.set(HANDED, true));
    }

    @Override
    public void notTaken(String tenantId, String id) {
        deliveries.of(tenantId).update(Filters.eq(ID, id), Updates.unset(HANDED));
    }

    @Override
    public boolean isUncertain(String tenantId, String id) {
        return deliveries.of(tenantId).findOne(Filters.and(Filters.eq(ID, id), Filters.eq(HANDED, true))) != null;
    }

    @Override
    public boolean move(
            UnitOfWork unit,
            String tenantId,
            String id,
            DeliveryState state,
            @Nullable DeliveryReason reason,
            @Nullable String failure,
            @Nullable Instant dueAt,
            Instant now) {
        Bson change = Updates.combine(
                Updates.set(STATE, state.name()),
                Updates.set(REASON, reason == null ? null : reason.name()),
                Updates.set(FAILURE, failure),
                Updates.set(DUE_AT, dueAt == null ? null : Date.from(dueAt)),
                Updates.set(ENDED_AT, state.isEnd() ? Date.from(now) : null));
        return deliveries
                        .of(tenantId)
                        .update(unit, Filters.and(Filters.eq(ID, id), Filters.in(STATE, WAITING)), change)
                        .getMatchedCount()
                > 0;
    }

    @Override
    public void noteReceipt(UnitOfWork unit, String tenantId, String id, String receipt) {
        deliveries.of(tenantId).update(unit, Filters.eq(ID, id), Updates.set(RECEIPT, receipt));
    }

    @Override
    public @Nullable Delivery settle(
            UnitOfWork unit,
            String tenantId,
            String id,
            String receipt,
            DeliveryState state,
            @Nullable String failure,
            Instant now) {
        Document before = deliveries.of(tenantId).findOne(unit, Filters.and(Filters.eq(ID, id), handedAs(receipt)));
        if (before == null) {
            return null;
        }
        List<Bson> changes = new ArrayList<>(List.of(
                Updates.set(STATE, state.name()),
                Updates.set(FAILURE, failure),
                Updates.set(RECEIPT, receipt),
                Updates.set(SETTLED_AT, Date.from(now))));
        if (before.getDate(ENDED_AT) == null) {
            changes.add(Updates.set(ENDED_AT, Date.from(now)));
        }
        deliveries.of(tenantId).update(unit, Filters.eq(ID, id), Updates.combine(changes));
        return read(before);
    }

    /** What it was handed under that name, or under one that nobody heard of; and of which nothing was said yet. */
    private static Bson handedAs(String receipt) {
        return Filters.and(
                Filters.eq(HANDED, true),
                Filters.eq(SETTLED_AT, null),
                Filters.in(STATE, SETTLING),
                Filters.or(Filters.eq(RECEIPT, receipt), Filters.exists(RECEIPT, false)));
    }

    @Override
    public boolean open(UnitOfWork unit, String tenantId, String id, String receipt) {
        Bson unopened = Filters.and(Filters.eq(ID, id), Filters.eq(RECEIPT, receipt), Filters.ne(OPENED, true));
        return deliveries
                        .of(tenantId)
                        .update(unit, unopened, Updates.set(OPENED, true))
                        .getModifiedCount()
                > 0;
    }

    @Override
    public boolean hasLeft(String tenantId, String messageId) {
        Bson ofMessage = Filters.and(Filters.gt(ID, messageId + "."), Filters.lt(ID, messageId + "/"));
        return deliveries.of(tenantId).findOne(Filters.and(ofMessage, Filters.in(STATE, LEFT))) != null;
    }

    @Override
    public @Nullable Delivery find(String tenantId, String id) {
        Document document = deliveries.of(tenantId).findOne(Filters.eq(ID, id));
        return document == null ? null : read(document);
    }

    @Override
    public Connection<Delivery> page(String tenantId, @Nullable String userId, PageRequest request, boolean isCounted) {
        Bson ofTenant = Filters.eq(TenantCollection.TENANT_ID, tenantId);
        Bson filter = userId == null ? ofTenant : Filters.and(ofTenant, Filters.eq(USER_ID, userId));
        MongoKeyset keyset = new MongoKeyset(
                database.getCollection(COLLECTION),
                filter,
                CREATED_AT,
                false,
                userId == null ? "tenant_newest" : "user_newest");
        String scope = "deliveries|" + tenantId + "|" + (userId == null ? "" : "of|" + userId);
        return pages.page(request, scope, keyset, isCounted).map(MongoDeliveries::read);
    }

    @Override
    public void forget(UnitOfWork unit, String tenantId, String userId) {
        deliveries.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
    }

    /** Records from before there were categories are of codes and of notices about the account's safety. */
    private static Delivery read(Document document) {
        String reason = document.getString(REASON);
        return new Delivery(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                document.getString(USER_ID),
                document.getString("kind"),
                NotificationCategory.valueOf(document.get(CATEGORY, NotificationCategory.SECURITY.name())),
                NotificationChannel.valueOf(document.getString("channel")),
                NotificationPriority.valueOf(document.get(PRIORITY, NotificationPriority.URGENT.name())),
                DeliveryState.valueOf(document.getString(STATE)),
                reason == null ? null : DeliveryReason.valueOf(reason),
                Objects.requireNonNull(document.getInteger(TRIES), TRIES),
                document.getString(FAILURE),
                document.getDate(CREATED_AT).toInstant(),
                instant(document.getDate(DUE_AT)),
                instant(document.getDate(ENDED_AT)),
                instant(document.getDate(SETTLED_AT)));
    }

    private static @Nullable Instant instant(@Nullable Date date) {
        return date == null ? null : date.toInstant();
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "deliveries_expiry", Indexes.ascending(CREATED_AT))
                        .expiringAfter(KEPT_FOR),
                IndexDeclaration.on(
                        COLLECTION,
                        "tenant_newest",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID), Indexes.descending(CREATED_AT, ID))),
                IndexDeclaration.on(
                        COLLECTION,
                        "user_newest",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID),
                                Indexes.descending(CREATED_AT, ID))));
    }
}
