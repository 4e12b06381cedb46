package dev.coffer.auth.device;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
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

/** Collection {@code remembered_devices}: a handful for each user; forgotten by a TTL index. */
final class MongoRememberedDevices implements RememberedDevices, DeclaresIndexes {

    static final String COLLECTION = "remembered_devices";
    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    static final String USER_ID = "userId";
    private static final String DIGEST = "digest";
    private static final String PASSWORD = "password";
    private static final String REMEMBERED_AT = "rememberedAt";
    private static final String LAST_USED_AT = "lastUsedAt";
    private static final String EXPIRES_AT = "expiresAt";
    private static final Bson NEWEST_FIRST = Sorts.descending(REMEMBERED_AT);

    private final TenantCollection devices;

    MongoRememberedDevices(MongoDatabase database) {
        this.devices = new TenantCollection(database, COLLECTION);
    }

    @Override
    public @Nullable RememberedDevice find(UnitOfWork unit, String tenantId, String userId, String digest) {
        Bson filter = Filters.and(Filters.eq(USER_ID, userId), Filters.eq(DIGEST, digest));
        Document document = devices.of(tenantId).findOne(unit, filter);
        return document == null ? null : read(document);
    }

    @Override
    public List<RememberedDevice> all(String tenantId, String userId) {
        List<RememberedDevice> all = new ArrayList<>();
        for (Document document : devices.of(tenantId)
                .find(Filters.eq(USER_ID, userId))
                .sort(NEWEST_FIRST)
                .limit(MOST)) {
            all.add(read(document));
        }
        return all;
    }

    @Override
    public void insert(UnitOfWork unit, RememberedDevice device) {
        List<String> tooMany = new ArrayList<>();
        for (Document document : devices.of(device.tenantId())
                .find(unit, Filters.eq(USER_ID, device.userId()))
                .sort(NEWEST_FIRST)
                .skip(MOST - 1)) {
            tooMany.add(document.getString("_id"));
        }
        if (!tooMany.isEmpty()) {
            devices.of(device.tenantId()).deleteAll(unit, Filters.in("_id", tooMany));
        }
        devices.of(device.tenantId())
                .insert(
                        unit,
                        new Document("_id", device.id())
                                .append(USER_ID, device.userId())
                                .append(DIGEST, device.digest())
                                .append(PASSWORD, device.password())
                                .append(REMEMBERED_AT, Date.from(device.rememberedAt()))
                                .append(EXPIRES_AT, Date.from(device.expiresAt())));
    }

    @Override
    public void used(UnitOfWork unit, RememberedDevice device, Instant now) {
        devices.of(device.tenantId())
                .update(unit, Filters.eq("_id", device.id()), Updates.set(LAST_USED_AT, Date.from(now)));
    }

    @Override
    public @Nullable RememberedDevice delete(UnitOfWork unit, String tenantId, String userId, String id) {
        Bson theirs = Filters.and(Filters.eq("_id", id), Filters.eq(USER_ID, userId));
        Document document = devices.of(tenantId).findOne(unit, theirs);
        if (document == null) {
            return null;
        }
        devices.of(tenantId).delete(unit, theirs);
        return read(document);
    }

    @Override
    public void deleteAll(UnitOfWork unit, String tenantId, String userId) {
        devices.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
    }

    private static RememberedDevice read(Document document) {
        Date lastUsedAt = document.getDate(LAST_USED_AT);
        return new RememberedDevice(
                document.getString("_id"),
                document.getString(TENANT_ID),
                document.getString(USER_ID),
                document.getString(DIGEST),
                document.getString(PASSWORD),
                instant(document, REMEMBERED_AT),
                lastUsedAt == null ? null : lastUsedAt.toInstant(),
                instant(document, EXPIRES_AT));
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                        COLLECTION,
                        "remembered_devices_user",
                        Indexes.compoundIndex(
                                Indexes.ascending(TENANT_ID, USER_ID), Indexes.descending(REMEMBERED_AT))),
                IndexDeclaration.on(COLLECTION, "remembered_devices_expiry", Indexes.ascending(EXPIRES_AT))
                        .expiringAfter(Duration.ZERO));
    }
}
