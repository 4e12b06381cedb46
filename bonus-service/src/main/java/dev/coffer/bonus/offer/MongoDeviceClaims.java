package dev.coffer.bonus.offer;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/** {@link DeviceClaims} in the collection {@code device_claims}: one document for each scope and device. */
final class MongoDeviceClaims implements DeviceClaims, DeclaresIndexes {

    private static final String COLLECTION = "device_claims";
    private static final String SCOPE = "scope";
    private static final String DEVICE = "device";
    private static final String USER_ID = "userId";

    private final TenantCollection claims;

    MongoDeviceClaims(MongoDatabase database) {
        this.claims = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                        COLLECTION, "tenant_scope_device", Indexes.ascending(TenantCollection.TENANT_ID, SCOPE, DEVICE))
                .unique());
    }

    @Override
    public boolean isTaken(UnitOfWork unit, String tenantId, String scope, String userId, List<String> devices) {
        return claims.of(tenantId)
                        .findOne(
                                unit,
                                Filters.and(
                                        Filters.eq(SCOPE, scope),
                                        Filters.in(DEVICE, devices),
                                        Filters.ne(USER_ID, userId)))
                != null;
    }

    @Override
    public void take(UnitOfWork unit, String tenantId, String scope, String userId, List<String> devices) {
        TenantDocuments ours = claims.of(tenantId);
        for (String device : devices) {
            ours.upsert(
                    unit,
                    Filters.and(Filters.eq(SCOPE, scope), Filters.eq(DEVICE, device)),
                    Updates.setOnInsert(USER_ID, userId));
        }
    }
}
