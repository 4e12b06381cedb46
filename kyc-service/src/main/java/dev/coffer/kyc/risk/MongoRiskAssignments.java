package dev.coffer.kyc.risk;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** {@link RiskAssignments} in the collection {@code risks}. */
final class MongoRiskAssignments implements RiskAssignments, DeclaresIndexes {

    private static final String COLLECTION = "risks";
    private static final String USER_ID = "userId";
    private static final String LEVEL = "level";
    private static final String BY = "by";
    private static final String REASON = "reason";
    private static final String AT = "at";

    private final TenantCollection risks;

    MongoRiskAssignments(MongoDatabase database) {
        this.risks = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "risks_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID))
                        .unique());
    }

    @Override
    public RiskScore.@Nullable Assigned find(UnitOfWork unit, String tenantId, String userId) {
        Document found = risks.of(tenantId).findOne(unit, Filters.eq(USER_ID, userId));
        return found == null
                ? null
                : new RiskScore.Assigned(
                        RiskLevel.valueOf(found.getString(LEVEL)),
                        found.getString(BY),
                        found.getString(REASON),
                        found.getDate(AT).toInstant());
    }

    @Override
    public void save(UnitOfWork unit, String tenantId, String userId, RiskScore.Assigned assigned) {
        risks.of(tenantId)
                .upsert(
                        unit,
                        Filters.eq(USER_ID, userId),
                        Updates.combine(
                                Updates.set(LEVEL, assigned.level().name()),
                                Updates.set(BY, assigned.by()),
                                Updates.set(REASON, assigned.reason()),
                                Updates.set(AT, Date.from(assigned.at()))));
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String userId) {
        risks.of(tenantId).delete(unit, Filters.eq(USER_ID, userId));
    }
}
