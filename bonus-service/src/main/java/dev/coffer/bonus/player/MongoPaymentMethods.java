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

/** {@link PaymentMethods} in the collection {@code player_methods}: one document for each player and method. */
final class MongoPaymentMethods implements PaymentMethods, DeclaresIndexes {

    private static final String COLLECTION = "player_methods";
    private static final String USER_ID = "userId";
    private static final String METHOD = "method";
    private static final String LAST_AT = "lastAt";

    /** Of more than so many of a player, the latest are compared. */
    private static final int MOST_COMPARED = 100;

    private final TenantCollection methods;

    MongoPaymentMethods(MongoDatabase database) {
        this.methods = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                                COLLECTION,
                                "tenant_user_method",
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID, METHOD))
                        .unique(),
                IndexDeclaration.on(
                        COLLECTION,
                        "tenant_user_latest",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID), Indexes.descending(LAST_AT))));
    }

    @Override
    public void note(UnitOfWork unit, String tenantId, String userId, String methodId, Instant at) {
        methods.of(tenantId)
                .upsert(
                        unit,
                        Filters.and(Filters.eq(USER_ID, userId), Filters.eq(METHOD, methodId)),
                        Updates.set(LAST_AT, Date.from(at)));
    }

    @Override
    public List<String> of(UnitOfWork unit, String tenantId, String userId) {
        return methods.of(tenantId)
                .find(unit, Filters.eq(USER_ID, userId))
                .sort(Sorts.descending(LAST_AT))
                .limit(MOST_COMPARED)
                .map(found -> found.getString(METHOD))
                .into(new ArrayList<>());
    }
}
