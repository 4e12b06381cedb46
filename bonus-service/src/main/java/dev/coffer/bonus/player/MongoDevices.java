package dev.coffer.bonus.player;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;

/** {@link Devices} in the collection {@code player_devices}, as hashes. */
final class MongoDevices implements Devices, DeclaresIndexes {

    private final MongoSightings sightings;

    MongoDevices(MongoDatabase database) {
        this.sightings = new MongoSightings(database, "player_devices", "device");
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return sightings.indexes();
    }

    @Override
    public void note(UnitOfWork unit, String tenantId, String userId, String deviceId, Instant at) {
        sightings.note(unit, tenantId, userId, TenantHash.of(tenantId, deviceId), at);
    }

    @Override
    public List<String> of(UnitOfWork unit, String tenantId, String userId) {
        return sightings.of(unit, tenantId, userId);
    }

    @Override
    public boolean areShared(UnitOfWork unit, String tenantId, String userId, String otherUserId) {
        return sightings.isAny(unit, tenantId, otherUserId, of(unit, tenantId, userId));
    }
}
