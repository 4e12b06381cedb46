package dev.coffer.notification.workflow;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.recipient.ForgetsUsers;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Collections {@code notification_digests}, those that are open, and {@code digested_events}, so that none is told twice. */
final class MongoDigests implements Digests, ForgetsUsers, DeclaresIndexes {

    private static final String OPEN = "notification_digests";
    private static final String COUNTED = "digested_events";
    private static final Duration REMEMBERED = Duration.ofDays(90);
    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String PLACE = "place";
    private static final String EVENTS = "events";
    private static final String LAST = "sealedLast";
    private static final String AT = "at";

    private final TenantCollection open;
    private final TenantCollection counted;
    private final Ids ids;

    MongoDigests(MongoDatabase database, Ids ids) {
        this.open = new TenantCollection(database, OPEN);
        this.counted = new TenantCollection(database, COUNTED);
        this.ids = ids;
    }

    @Override
    public @Nullable String count(
            UnitOfWork unit,
            String tenantId,
            String userId,
            String place,
            String eventId,
            String sealedLast,
            Instant now) {
        String mark = eventId + '|' + place;
        if (counted.of(tenantId).findOne(unit, Filters.eq(ID, mark)) != null) {
            return null;
        }
        counted.of(tenantId)
                .insert(unit, new Document(ID, mark).append(USER_ID, userId).append(AT, Date.from(now)));
        TenantDocuments ours = open.of(tenantId);
        boolean isOpen = ours.update(
                                unit,
                                Filters.eq(PLACE, place),
                                Updates.combine(Updates.inc(EVENTS, 1), Updates.set(LAST, sealedLast)))
                        .getMatchedCount()
                > 0;
        if (isOpen) {
            return null;
        }
        String id = ids.next();
        ours.insert(
                unit,
                new Document(ID, id)
                        .append(USER_ID, userId)
                        .append(PLACE, place)
                        .append(EVENTS, 1)
                        .append(LAST, sealedLast));
        return id;
    }

    @Override
    public @Nullable Closed close(UnitOfWork unit, String tenantId, String digestId) {
        Document found = open.of(tenantId).findOne(unit, Filters.eq(ID, digestId));
        if (found == null) {
            return null;
        }
        open.of(tenantId).delete(unit, Filters.eq(ID, digestId));
        return new Closed(
                found.getString(PLACE),
                Objects.requireNonNull(found.getInteger(EVENTS), EVENTS),
                found.getString(LAST));
    }

    @Override
    public void forget(UnitOfWork unit, String tenantId, String userId) {
        open.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
        counted.of(tenantId).deleteAll(unit, Filters.eq(USER_ID, userId));
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(OPEN, "tenant_place", Indexes.ascending(TenantCollection.TENANT_ID, PLACE))
                        .unique(),
                IndexDeclaration.on(OPEN, "tenant_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID)),
                IndexDeclaration.on(COUNTED, "counted_user", Indexes.ascending(TenantCollection.TENANT_ID, USER_ID)),
                IndexDeclaration.on(COUNTED, "counted_expiry", Indexes.ascending(AT))
                        .expiringAfter(REMEMBERED));
    }
}
