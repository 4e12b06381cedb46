package dev.coffer.bonus.player;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;

/** {@link Devices} in the collection {@code player_devices}: one document for each player and device. */
final class MongoDevices implements Devices, DeclaresIndexes {

    private static final String COLLECTION = "player_devices";
    private static final String USER_ID = "userId";
    private static final String DEVICE = "device";
    private static final String LAST_AT = "lastAt";

    /** Of more than so many devices of a player, the latest are compared. */
    private static final int MOST_COMPARED = 100;

    private final TenantCollection devices;

    MongoDevices(MongoDatabase database) {
        this.devices = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                                COLLECTION,
                                "tenant_user_device",
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID, DEVICE))
                        .unique(),
                IndexDeclaration.on(
                        COLLECTION,
                        "tenant_user_latest",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID), Indexes.descending(LAST_AT))));
    }

    @Override
    public void note(UnitOfWork unit, String tenantId, String userId, String deviceId, Instant at) {
        devices.of(tenantId)
                .upsert(
                        unit,
                        Filters.and(Filters.eq(USER_ID, userId), Filters.eq(DEVICE, TenantHash.of(tenantId, deviceId))),
                        Updates.set(LAST_AT, Date.from(at)));
    }

    @Override
    public List<String> of(UnitOfWork unit, String tenantId, String userId) {
        return devices.of(tenantId)
                .find(unit, Filters.eq(USER_ID, userId))
                .sort(Sorts.descending(LAST_AT))
                .limit(MOST_COMPARED)
                .map(found -> found.getString(DEVICE))
                .into(new ArrayList<>());
    }

    @Override
    public boolean areShared(UnitOfWork unit, String tenantId, String userId, String otherUserId) {
        List<String> ours = of(unit, tenantId, userId);
        return !ours.isEmpty()
                && devices.of(tenantId)
                                .findOne(unit, Filters.and(Filters.eq(USER_ID, otherUserId), Filters.in(DEVICE, ours)))
                        != null;
    }
}
