package dev.coffer.bonus.offer;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** {@link PromoTries} in the collection {@code promo_tries}: one document for each user and hour. */
final class MongoPromoTries implements PromoTries, DeclaresIndexes {

    private static final String COLLECTION = "promo_tries";
    private static final String USER_ID = "userId";
    private static final String HOUR = "hour";
    private static final String WRONG = "wrong";

    private final TenantCollection tries;

    MongoPromoTries(MongoDatabase database) {
        this.tries = new TenantCollection(database, COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                                COLLECTION,
                                "tenant_user_hour",
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID, HOUR))
                        .unique(),
                IndexDeclaration.on(COLLECTION, "forgotten", Indexes.ascending(HOUR))
                        .expiringAfter(WINDOW.multipliedBy(2)));
    }

    @Override
    public int wrong(UnitOfWork unit, String tenantId, String userId, Instant at) {
        Document found = tries.of(tenantId).findOne(unit, byHour(userId, at));
        return found == null ? 0 : found.getInteger(WRONG);
    }

    @Override
    public void noteWrong(UnitOfWork unit, String tenantId, String userId, Instant at) {
        tries.of(tenantId).upsert(unit, byHour(userId, at), Updates.inc(WRONG, 1));
    }

    private static Bson byHour(String userId, Instant at) {
        return Filters.and(Filters.eq(USER_ID, userId), Filters.eq(HOUR, Date.from(at.truncatedTo(ChronoUnit.HOURS))));
    }
}
