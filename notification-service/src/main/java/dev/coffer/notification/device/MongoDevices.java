package dev.coffer.notification.device;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.recipient.ForgetsUsers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * {@link Devices} in {@code push_devices}. {@code push_device_owners} has a document for each user with devices, written by every change of
 * them, so that two at once collide.
 */
final class MongoDevices implements Devices, ForgetsUsers, DeclaresIndexes {

    private static final String COLLECTION = "push_devices";
    private static final String OWNERS = "push_device_owners";
    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String FINGERPRINT = "fingerprint";
    private static final String REGISTERED_AT = "registeredAt";

    /** Providers drop an address that was not used for about as long; an app in use registers at every start. */
    private static final Duration KEPT_FOR = Duration.ofDays(270);

    private final TenantCollection devices;
    private final TenantCollection owners;

    MongoDevices(MongoDatabase database) {
        this.devices = new TenantCollection(database, COLLECTION);
        this.owners = new TenantCollection(database, OWNERS);
    }

    @Override
    public List<Device> ofUser(@Nullable UnitOfWork unit, String tenantId, String userId) {
        TenantDocuments ours = devices.of(tenantId);
        Bson ofUser = Filters.eq(USER_ID, userId);
        List<Device> found = new ArrayList<>();
        (unit == null ? ours.find(ofUser) : ours.find(unit, ofUser))
                .sort(Sorts.descending(REGISTERED_AT, ID))
                .limit(RegisterDevice.MOST + 1)
                .forEach(document -> found.add(read(document)));
        return found;
    }

    @Override
    public @Nullable Device find(String tenantId, String userId, String id) {
        return parse(devices.of(tenantId).findOne(own(userId, id)));
    }

    @Override
    public @Nullable Device findByFingerprint(UnitOfWork unit, String tenantId, String fingerprint) {
        return parse(devices.of(tenantId).findOne(unit, Filters.eq(FINGERPRINT, fingerprint)));
    }

    @Override
    public void keep(UnitOfWork unit, Device device) {
        devices.of(device.tenantId())
                .upsert(
                        unit,
                        Filters.eq(ID, device.id()),
                        Updates.combine(
                                Updates.set(USER_ID, device.userId()),
                                Updates.set("platform", device.platform().name()),
                                Updates.set("name", device.name()),
                                Updates.set(FINGERPRINT, device.fingerprint()),
                                Updates.set("address", device.sealedAddress()),
                                Updates.set("addedAt", Date.from(device.addedAt())),
                                Updates.set(REGISTERED_AT, Date.from(device.registeredAt()))));
    }

    @Override
    public void drop(UnitOfWork unit, String tenantId, String userId, String id) {
        devices.of(tenantId).delete(unit, own(userId, id));
    }

    @Override
    public void dropGone(UnitOfWork unit, Device seen) {
        devices.of(seen.tenantId())
                .delete(
                        unit,
                        Filters.and(
                                own(seen.userId(), seen.id()),
                                Filters.eq(REGISTERED_AT, Date.from(seen.registeredAt()))));
    }

    @Override
    public void hold(UnitOfWork unit, String tenantId, String userId) {
        owners.of(tenantId).upsert(unit, Filters.eq(USER_ID, userId), Updates.inc("changes", 1L));
    }

    /** Held first, so that a device which is registered at the same moment is either seen here or not kept. */
    @Override
    public void forget(UnitOfWork unit, String tenantId, String userId) {
        hold(unit, tenantId, userId);
        devices.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
        owners.of(tenantId).delete(unit, Filters.eq(USER_ID, userId));
    }

    private static Bson own(String userId, String id) {
        return Filters.and(Filters.eq(ID, id), Filters.eq(USER_ID, userId));
    }

    private static @Nullable Device parse(@Nullable Document document) {
        return document == null ? null : read(document);
    }

    private static Device read(Document document) {
        return new Device(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                document.getString(USER_ID),
                PushPlatform.valueOf(document.getString("platform")),
                document.getString("name"),
                document.getString(FINGERPRINT),
                document.getString("address"),
                document.getDate("addedAt").toInstant(),
                document.getDate(REGISTERED_AT).toInstant());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                                COLLECTION,
                                "tenant_fingerprint",
                                Indexes.ascending(TenantCollection.TENANT_ID, FINGERPRINT))
                        .unique(),
                IndexDeclaration.on(
                        COLLECTION,
                        "user_newest",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID),
                                Indexes.descending(REGISTERED_AT, ID))),
                IndexDeclaration.on(COLLECTION, "push_devices_expiry", Indexes.ascending(REGISTERED_AT))
                        .expiringAfter(KEPT_FOR),
                IndexDeclaration.on(OWNERS, "tenant_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID))
                        .unique());
    }
}
