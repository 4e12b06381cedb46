package dev.coffer.payment.suspension;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Suspensions} in MongoDB, one document for each user. */
final class MongoSuspensions implements Suspensions, DeclaresIndexes {

    private static final String COLLECTION = "suspensions";
    private static final String USER = "userId";
    private static final String STANDING = "standing";
    private static final String KNOWN = "version";
    private static final String SINCE = "since";
    private static final String REVISION = "revision";
    /** There, and true, or not there. */
    private static final String IS_UNSETTLED = "isUnsettled";

    private static final FindOneAndUpdateOptions ANSWER_AFTER =
            new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER);

    private final TenantCollection suspensions;
    private final MongoCollection<Document> all;

    MongoSuspensions(MongoDatabase database) {
        this.suspensions = new TenantCollection(database, COLLECTION);
        this.all = database.getCollection(COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // One for each user. Serves find, ofUsers, hold and tell.
                IndexDeclaration.on(COLLECTION, "of_user", Indexes.ascending(TenantCollection.TENANT_ID, USER))
                        .unique(),
                // Serves unsettled.
                IndexDeclaration.on(COLLECTION, "unsettled", Indexes.ascending(IS_UNSETTLED))
                        .onlyWhere(Filters.exists(IS_UNSETTLED)));
    }

    @Override
    public @Nullable Suspension find(String tenantId, String userId) {
        return parse(suspensions.of(tenantId).findOne(Filters.eq(USER, userId)));
    }

    @Override
    public List<Suspension> ofUsers(String tenantId, Collection<String> userIds) {
        return list(suspensions.of(tenantId).find(Filters.in(USER, userIds)));
    }

    @Override
    public OwnerStanding hold(UnitOfWork unit, String tenantId, String userId) {
        Bson ofUser = Filters.eq(USER, userId);
        TenantDocuments documents = suspensions.of(tenantId);
        Bson touch = Updates.combine(
                Updates.inc(REVISION, 1L),
                Updates.setOnInsert(STANDING, OwnerStanding.FREE.name()),
                Updates.setOnInsert(KNOWN, 0L),
                Updates.setOnInsert(SINCE, new Date(0)));
        OwnerStanding standing =
                standing(Objects.requireNonNull(documents.findAndUpdate(unit, ofUser, touch, ANSWER_AFTER)));
        if (standing == OwnerStanding.CLOSED) {
            // What is stopped from now on is to be given back, and nothing more is told that would have it done.
            documents.update(unit, ofUser, Updates.set(IS_UNSETTLED, true));
        }
        return standing;
    }

    @Override
    public void tell(
            UnitOfWork unit, String tenantId, String userId, OwnerStanding standing, long version, Instant at) {
        Bson ofUser = Filters.eq(USER, userId);
        Document known = suspensions.of(tenantId).findOne(unit, ofUser);
        if (known != null && known.getLong(KNOWN) >= version) {
            return;
        }
        OwnerStanding before = known == null ? OwnerStanding.FREE : standing(known);
        List<Bson> changes = new ArrayList<>(List.of(Updates.set(KNOWN, version), Updates.inc(REVISION, 1L)));
        if (known == null || standing != before) {
            changes.add(Updates.set(STANDING, standing.name()));
            changes.add(Updates.set(SINCE, Date.from(at)));
        }
        if (standing != before) {
            changes.add(Updates.set(IS_UNSETTLED, true));
        }
        suspensions.of(tenantId).upsert(unit, ofUser, Updates.combine(changes));
    }

    @Override
    public List<Suspension> unsettled(int limit) {
        return list(all.find(Filters.eq(IS_UNSETTLED, true)).limit(limit));
    }

    @Override
    public void settle(Suspension suspension) {
        suspensions
                .of(suspension.tenantId())
                .update(
                        Filters.and(Filters.eq(USER, suspension.userId()), Filters.eq(REVISION, suspension.revision())),
                        Updates.unset(IS_UNSETTLED));
    }

    private static List<Suspension> list(Iterable<Document> found) {
        List<Suspension> parsed = new ArrayList<>();
        found.forEach(document -> parsed.add(Objects.requireNonNull(parse(document))));
        return parsed;
    }

    private static @Nullable Suspension parse(@Nullable Document document) {
        return document == null
                ? null
                : new Suspension(
                        document.getString(TenantCollection.TENANT_ID),
                        document.getString(USER),
                        standing(document),
                        document.getLong(KNOWN),
                        document.getDate(SINCE).toInstant(),
                        document.getLong(REVISION));
    }

    private static OwnerStanding standing(Document document) {
        return OwnerStanding.valueOf(document.getString(STANDING));
    }
}
