package dev.coffer.auth.apikey;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.permission.Scope;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code api_keys}. A revoked key lacks {@code isLive}, is kept for {@link #KEPT} and then forgotten by a TTL index. */
final class MongoApiKeys implements ApiKeys, DeclaresIndexes {

    static final String COLLECTION = "api_keys";
    /** So long one can look up whose a key was that turns up somewhere. */
    static final Duration KEPT = Duration.ofDays(365);
    /** Between two writes of when a key was used. */
    static final Duration USE_WRITTEN_AFTER = Duration.ofMinutes(1);

    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    static final String USER_ID = "userId";
    private static final String PREFIX = "prefix";
    private static final String DIGEST = "digest";
    private static final String NAME = "name";
    private static final String SCOPES = "scopes";
    private static final String CREATED_BY = "createdBy";
    private static final String CREATED_AT = "createdAt";
    private static final String EXPIRES_AT = "expiresAt";
    private static final String LAST_USED_AT = "lastUsedAt";
    private static final String IS_LIVE = "isLive";
    private static final String FORGET_AT = "forgetAt";
    private static final Bson LIVE = Filters.eq(IS_LIVE, true);

    private final TenantCollection keys;
    private final MongoCollection<Document> everybodys;
    private final Pages pages;

    MongoApiKeys(MongoDatabase database, Pages pages) {
        this.keys = new TenantCollection(database, COLLECTION);
        this.everybodys = database.getCollection(COLLECTION);
        this.pages = pages;
    }

    @Override
    public @Nullable ApiKey findByPrefix(String prefix) {
        Document document =
                everybodys.find(Filters.and(Filters.eq(PREFIX, prefix), LIVE)).first();
        return document == null ? null : read(document);
    }

    @Override
    public @Nullable ApiKey find(UnitOfWork unit, String tenantId, String id) {
        Document document = keys.of(tenantId).findOne(unit, Filters.and(Filters.eq("_id", id), LIVE));
        return document == null ? null : read(document);
    }

    @Override
    public List<ApiKey> all(UnitOfWork unit, String tenantId, String userId) {
        List<ApiKey> all = new ArrayList<>();
        for (Document document : keys.of(tenantId).find(unit, Filters.and(Filters.eq(USER_ID, userId), LIVE))) {
            all.add(read(document));
        }
        return all;
    }

    @Override
    public Connection<ApiKey> page(String tenantId, String userId, PageRequest page, boolean isCounted) {
        Bson theirs = Filters.and(Filters.eq(TENANT_ID, tenantId), Filters.eq(USER_ID, userId), LIVE);
        MongoKeyset keyset = new MongoKeyset(everybodys, theirs, CREATED_AT, false);
        return pages.page(page, String.join("|", "api-keys", tenantId, userId), keyset, isCounted)
                .map(MongoApiKeys::read);
    }

    @Override
    public void insert(UnitOfWork unit, ApiKey key) {
        Document document = new Document("_id", key.id())
                .append(USER_ID, key.userId())
                .append(PREFIX, key.prefix())
                .append(DIGEST, key.digest())
                .append(NAME, key.name())
                .append(SCOPES, key.scopes().stream().map(Scope::toString).toList())
                .append(CREATED_BY, key.createdBy())
                .append(CREATED_AT, Date.from(key.createdAt()))
                .append(IS_LIVE, true);
        if (key.expiresAt() != null) {
            document.append(EXPIRES_AT, Date.from(key.expiresAt()));
        }
        keys.of(key.tenantId()).insert(unit, document);
    }

    @Override
    public void revoke(UnitOfWork unit, String tenantId, List<String> ids, String by, Instant now) {
        Bson change = Updates.combine(
                Updates.unset(IS_LIVE),
                Updates.set("revokedAt", Date.from(now)),
                Updates.set("revokedBy", by),
                Updates.set(FORGET_AT, Date.from(now.plus(KEPT))));
        for (String id : ids) {
            keys.of(tenantId).update(unit, Filters.and(Filters.eq("_id", id), LIVE), change);
        }
    }

    @Override
    public void used(ApiKey key, Instant now) {
        Bson isDue = Filters.or(
                Filters.exists(LAST_USED_AT, false),
                Filters.lte(LAST_USED_AT, Date.from(now.minus(USE_WRITTEN_AFTER))));
        everybodys.updateOne(
                Filters.and(Filters.eq(TENANT_ID, key.tenantId()), Filters.eq("_id", key.id()), isDue),
                Updates.set(LAST_USED_AT, Date.from(now)));
    }

    private static ApiKey read(Document document) {
        return new ApiKey(
                document.getString("_id"),
                document.getString(TENANT_ID),
                document.getString(USER_ID),
                document.getString(PREFIX),
                document.getString(DIGEST),
                document.getString(NAME),
                document.getList(SCOPES, String.class).stream()
                        .map(name -> Objects.requireNonNull(Scope.find(name), name))
                        .toList(),
                document.getString(CREATED_BY),
                Objects.requireNonNull(instant(document, CREATED_AT), CREATED_AT),
                instant(document, EXPIRES_AT),
                instant(document, LAST_USED_AT));
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "api_keys_prefix", Indexes.ascending(PREFIX))
                        .unique(),
                IndexDeclaration.on(COLLECTION, "api_keys_name", Indexes.ascending(TENANT_ID, USER_ID, NAME))
                        .unique()
                        .onlyWhere(LIVE),
                IndexDeclaration.on(
                                COLLECTION,
                                "api_keys_newest",
                                Indexes.compoundIndex(
                                        Indexes.ascending(TENANT_ID, USER_ID), Indexes.descending(CREATED_AT, "_id")))
                        .onlyWhere(LIVE),
                // Serves the erasure of an account, revoked keys included.
                IndexDeclaration.on(COLLECTION, "api_keys_user", Indexes.ascending(TENANT_ID, USER_ID)),
                IndexDeclaration.on(COLLECTION, "api_keys_expiry", Indexes.ascending(FORGET_AT))
                        .expiringAfter(Duration.ZERO));
    }
}
