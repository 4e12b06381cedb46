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

/** {@link OnceClaims} in the collection {@code device_claims}: one document for each scope and device, payment method or household. */
final class MongoOnceClaims implements OnceClaims, DeclaresIndexes {

    private static final String COLLECTION = "device_claims";
    private static final String SCOPE = "scope";
    private static final String MARK = "device";
    private static final String USER_ID = "userId";

    private final TenantCollection claims;

    MongoOnceClaims(MongoDatabase database) {
        this.claims = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                        COLLECTION, "tenant_scope_device", Indexes.ascending(TenantCollection.TENANT_ID, SCOPE, MARK))
                .unique());
    }

    @Override
    public boolean isTaken(UnitOfWork unit, String tenantId, String scope, String userId, List<String> marks) {
        return claims.of(tenantId)
                        .findOne(
                                unit,
                                Filters.and(
                                        Filters.eq(SCOPE, scope), Filters.in(MARK, marks), Filters.ne(USER_ID, userId)))
                != null;
    }

    @Override
    public void take(UnitOfWork unit, String tenantId, String scope, String userId, List<String> marks) {
        TenantDocuments ours = claims.of(tenantId);
        for (String mark : marks) {
            ours.upsert(
                    unit,
                    Filters.and(Filters.eq(SCOPE, scope), Filters.eq(MARK, mark)),
                    Updates.setOnInsert(USER_ID, userId));
        }
    }
}
