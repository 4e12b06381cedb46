package dev.coffer.bonus.player;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;

/** {@link PaymentMethods} in the collection {@code player_methods}. */
final class MongoPaymentMethods implements PaymentMethods, DeclaresIndexes {

    private final MongoSightings sightings;

    MongoPaymentMethods(MongoDatabase database) {
        this.sightings = new MongoSightings(database, "player_methods", "method");
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return sightings.indexes();
    }

    @Override
    public void note(UnitOfWork unit, String tenantId, String userId, String methodId, Instant at) {
        sightings.note(unit, tenantId, userId, methodId, at);
    }

    @Override
    public List<String> of(UnitOfWork unit, String tenantId, String userId) {
        return sightings.of(unit, tenantId, userId);
    }
}
