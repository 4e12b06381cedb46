package dev.coffer.bonus.player;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** {@link Households} in the collection {@code player_households}: one document for each player of whom it was ever said. */
final class MongoHouseholds implements Households, DeclaresIndexes {

    private static final String COLLECTION = "player_households";
    private static final String USER_ID = "userId";
    private static final String HOUSEHOLD = "household";

    private final TenantCollection households;

    MongoHouseholds(MongoDatabase database) {
        this.households = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "tenant_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID))
                        .unique());
    }

    @Override
    public void set(UnitOfWork unit, String tenantId, String userId, @Nullable String household) {
        String hash = household == null ? null : TenantHash.of(tenantId, household);
        households.of(tenantId).upsert(unit, Filters.eq(USER_ID, userId), Updates.set(HOUSEHOLD, hash));
    }

    @Override
    public List<String> of(UnitOfWork unit, String tenantId, String userId) {
        return hashes(households.of(tenantId).findOne(unit, Filters.eq(USER_ID, userId)));
    }

    @Override
    public boolean isSet(String tenantId, String userId) {
        return !hashes(households.of(tenantId).findOne(Filters.eq(USER_ID, userId)))
                .isEmpty();
    }

    private static List<String> hashes(@Nullable Document found) {
        String hash = found == null ? null : found.getString(HOUSEHOLD);
        return hash == null ? List.of() : List.of(hash);
    }
}
