package dev.coffer.sample.item;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * {@link Items} in the collection {@value #COLLECTION}. A removed one lacks {@code isLive}, is kept for {@link #KEPT} and then
 * forgotten by a TTL index. Collection {@value #OWNERS} has a document for each user, which whoever makes one writes to first.
 */
final class MongoItems implements Items, DeclaresIndexes {

    static final String COLLECTION = "items";
    static final String OWNERS = "items_owners";
    /** So long a request that is sent again is known. */
    static final Duration KEPT = Duration.ofDays(30);

    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String NAME = "name";
    // [sagas]
    private static final String IS_APPROVED = "isApproved";
    // [/sagas]
    private static final String VERSION = "version";
    private static final String CREATED_AT = "createdAt";
    private static final String KEY = "idempotencyKey";
    private static final String IS_LIVE = "isLive";
    private static final String FORGET_AT = "forgetAt";
    private static final Bson LIVE = Filters.eq(IS_LIVE, true);

    private final TenantCollection items;
    private final TenantCollection owners;
    private final MongoCollection<Document> everybodys;
    private final Pages pages;

    MongoItems(MongoDatabase database, Pages pages) {
        this.items = new TenantCollection(database, COLLECTION);
        this.owners = new TenantCollection(database, OWNERS);
        this.everybodys = database.getCollection(COLLECTION);
        this.pages = pages;
    }

    @Override
    public List<Item> find(String tenantId, Collection<String> ids) {
        List<Item> found = new ArrayList<>();
        Bson asked = Filters.and(Filters.in(ID, ids), LIVE);
        for (Document document : items.of(tenantId).find(asked).limit(MAX_BATCH)) {
            found.add(read(document));
        }
        return found;
    }

    @Override
    public @Nullable Item find(UnitOfWork unit, String tenantId, String id) {
        return readIfAny(items.of(tenantId).findOne(unit, Filters.and(Filters.eq(ID, id), LIVE)));
    }

    @Override
    public @Nullable Item findRemoved(UnitOfWork unit, String tenantId, String id) {
        Bson isRemoved = Filters.exists(IS_LIVE, false);
        return readIfAny(items.of(tenantId).findOne(unit, Filters.and(Filters.eq(ID, id), isRemoved)));
    }

    @Override
    public @Nullable Item findMade(UnitOfWork unit, String tenantId, String userId, String idempotencyKey) {
        Bson request = Filters.and(Filters.eq(USER_ID, userId), Filters.eq(KEY, idempotencyKey));
        return readIfAny(items.of(tenantId).findOne(unit, request));
    }

    @Override
    public int hold(UnitOfWork unit, String tenantId, String userId, int limit) {
        owners.of(tenantId).upsert(unit, Filters.eq(USER_ID, userId), Updates.inc("turns", 1L));
        return items.of(tenantId)
                .find(unit, Filters.and(Filters.eq(USER_ID, userId), LIVE))
                .projection(Projections.include(ID))
                .limit(limit)
                .into(new ArrayList<>())
                .size();
    }

    @Override
    public Connection<Item> page(String tenantId, String userId, PageRequest page, boolean isCounted) {
        Bson theirs = Filters.and(Filters.eq(TENANT_ID, tenantId), Filters.eq(USER_ID, userId), LIVE);
        MongoKeyset keyset = new MongoKeyset(everybodys, theirs, CREATED_AT, false);
        return pages.page(page, String.join("|", COLLECTION, tenantId, userId), keyset, isCounted)
                .map(MongoItems::read);
    }

    @Override
    public void insert(UnitOfWork unit, Item item, String idempotencyKey) {
        items.of(item.tenantId())
                .insert(
                        unit,
                        new Document(ID, item.id())
                                .append(USER_ID, item.userId())
                                .append(NAME, item.name())
                                // [sagas]
                                .append(IS_APPROVED, item.isApproved())
                                // [/sagas]
                                .append(VERSION, item.version())
                                .append(CREATED_AT, Date.from(item.createdAt()))
                                .append(KEY, idempotencyKey)
                                .append(IS_LIVE, true));
    }

    @Override
    public void save(UnitOfWork unit, Item item) {
        Bson before = Filters.and(Filters.eq(ID, item.id()), Filters.eq(VERSION, item.version() - 1), LIVE);
        Bson change = Updates.combine(
                // [sagas]
                Updates.set(IS_APPROVED, item.isApproved()),
                // [/sagas]
                Updates.set(NAME, item.name()),
                Updates.set(VERSION, item.version()));
        if (items.of(item.tenantId()).update(unit, before, change).getMatchedCount() != 1) {
            throw new IllegalStateException("Not the next version of what is stored: " + item.id());
        }
    }

    @Override
    public void remove(UnitOfWork unit, Item item, Instant now) {
        Bson change = Updates.combine(Updates.unset(IS_LIVE), Updates.set(FORGET_AT, Date.from(now.plus(KEPT))));
        items.of(item.tenantId()).update(unit, Filters.and(Filters.eq(ID, item.id()), LIVE), change);
    }
    // [events]

    @Override
    public void erase(UnitOfWork unit, String tenantId, String userId) {
        items.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
        owners.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
    }
    // [/events]

    private static @Nullable Item readIfAny(@Nullable Document document) {
        return document == null ? null : read(document);
    }

    private static Item read(Document document) {
        return new Item(
                document.getString(ID),
                document.getString(TENANT_ID),
                document.getString(USER_ID),
                document.getString(NAME),
                // [sagas]
                document.getBoolean(IS_APPROVED, false),
                // [/sagas]
                document.getInteger(VERSION),
                document.getDate(CREATED_AT).toInstant());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // Also serves the erasure of a user.
                IndexDeclaration.on(COLLECTION, "items_request", Indexes.ascending(TENANT_ID, USER_ID, KEY))
                        .unique(),
                IndexDeclaration.on(
                                COLLECTION,
                                "items_newest",
                                Indexes.compoundIndex(
                                        Indexes.ascending(TENANT_ID, USER_ID), Indexes.descending(CREATED_AT, ID)))
                        .onlyWhere(LIVE),
                IndexDeclaration.on(COLLECTION, "items_expiry", Indexes.ascending(FORGET_AT))
                        .expiringAfter(Duration.ZERO),
                IndexDeclaration.on(OWNERS, "items_owner", Indexes.ascending(TENANT_ID, USER_ID))
                        .unique());
    }
}
