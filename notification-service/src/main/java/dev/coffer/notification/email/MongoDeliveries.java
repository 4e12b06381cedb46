package dev.coffer.notification.email;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code deliveries}; forgotten by a TTL index, later than any event that could ask for the same again. */
final class MongoDeliveries implements Deliveries, DeclaresIndexes {

    private static final String COLLECTION = "deliveries";
    private static final Duration KEPT_FOR = Duration.ofDays(90);
    private static final String STATE = "state";
    private static final String TRIES = "tries";
    private static final String REASON = "reason";
    private static final String CREATED_AT = "createdAt";
    private static final String ENDED_AT = "endedAt";

    private final TenantCollection deliveries;
    private final Transactions transactions;

    MongoDeliveries(MongoDatabase database, Transactions transactions) {
        this.deliveries = new TenantCollection(database, COLLECTION);
        this.transactions = transactions;
    }

    @Override
    public boolean add(UnitOfWork unit, String tenantId, Letter letter, Instant now) {
        if (deliveries.of(tenantId).findOne(unit, Filters.eq("_id", letter.deliveryId())) != null) {
            return false;
        }
        deliveries
                .of(tenantId)
                .insert(
                        unit,
                        new Document("_id", letter.deliveryId())
                                .append("userId", letter.userId())
                                .append("kind", letter.kind())
                                .append("channel", letter.channel().name())
                                .append(STATE, Delivery.State.QUEUED.name())
                                .append(TRIES, 0)
                                .append(CREATED_AT, Date.from(now)));
        return true;
    }

    @Override
    public void countTry(String tenantId, String id) {
        transactions.run(unit -> deliveries.of(tenantId).update(unit, Filters.eq("_id", id), Updates.inc(TRIES, 1)));
    }

    @Override
    public void sent(UnitOfWork unit, String tenantId, String id, Instant now) {
        end(unit, tenantId, id, Updates.set(STATE, Delivery.State.SENT.name()), now);
    }

    @Override
    public void failed(UnitOfWork unit, String tenantId, String id, String reason, Instant now) {
        Bson change = Updates.combine(Updates.set(STATE, Delivery.State.FAILED.name()), Updates.set(REASON, reason));
        end(unit, tenantId, id, change, now);
    }

    /** What has ended stays as it is: the first word counts. */
    private void end(UnitOfWork unit, String tenantId, String id, Bson change, Instant now) {
        deliveries
                .of(tenantId)
                .update(
                        unit,
                        Filters.and(Filters.eq("_id", id), Filters.eq(STATE, Delivery.State.QUEUED.name())),
                        Updates.combine(change, Updates.set(ENDED_AT, Date.from(now))));
    }

    @Override
    public @Nullable Delivery find(String tenantId, String id) {
        Document document = deliveries.of(tenantId).findOne(Filters.eq("_id", id));
        return document == null ? null : read(document);
    }

    private static Delivery read(Document document) {
        @Nullable Date endedAt = document.getDate(ENDED_AT);
        return new Delivery(
                document.getString("_id"),
                document.getString(TenantCollection.TENANT_ID),
                document.getString("userId"),
                document.getString("kind"),
                Channel.valueOf(document.getString("channel")),
                Delivery.State.valueOf(document.getString(STATE)),
                Objects.requireNonNull(document.getInteger(TRIES), TRIES),
                document.getString(REASON),
                document.getDate(CREATED_AT).toInstant(),
                endedAt == null ? null : endedAt.toInstant());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(COLLECTION, "deliveries_expiry", Indexes.ascending(CREATED_AT))
                .expiringAfter(KEPT_FOR));
    }
}
