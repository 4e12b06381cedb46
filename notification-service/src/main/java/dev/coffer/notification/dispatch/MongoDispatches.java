package dev.coffer.notification.dispatch;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationCategory;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.message.NotificationPriority;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code notification_dispatches}; forgotten by a TTL index when they have been over for long. */
final class MongoDispatches implements Dispatches, DeclaresIndexes {

    private static final String COLLECTION = "notification_dispatches";
    private static final Duration KEPT_FOR = Duration.ofDays(90);
    private static final String ID = "_id";
    private static final String KEY = "idempotencyKey";
    private static final String FINGERPRINT = "fingerprint";
    private static final String USER_IDS = "userIds";
    private static final String VALUES = "sealedValues";
    private static final String STATE = "state";
    private static final String RECIPIENTS = "recipients";
    private static final String HANDLED = "handled";
    private static final String UNKNOWN = "unknown";
    private static final String ENDED_AT = "endedAt";
    private static final Bson WITHOUT_RECIPIENTS = Projections.exclude(USER_IDS, VALUES);

    private final TenantCollection dispatches;

    MongoDispatches(MongoDatabase database) {
        this.dispatches = new TenantCollection(database, COLLECTION);
    }

    @Override
    public @Nullable Dispatch find(@Nullable UnitOfWork unit, String tenantId, String id) {
        TenantDocuments ours = dispatches.of(tenantId);
        Bson byId = Filters.eq(ID, id);
        Document found = (unit == null ? ours.find(byId) : ours.find(unit, byId))
                .projection(WITHOUT_RECIPIENTS)
                .first();
        return found == null ? null : read(found);
    }

    @Override
    public @Nullable Known findByKey(UnitOfWork unit, String tenantId, String idempotencyKey) {
        Document found = dispatches
                .of(tenantId)
                .find(unit, Filters.eq(KEY, idempotencyKey))
                .projection(WITHOUT_RECIPIENTS)
                .first();
        return found == null ? null : new Known(read(found), found.getString(FINGERPRINT));
    }

    @Override
    public void add(
            UnitOfWork unit, Dispatch dispatch, DispatchOrder order, List<String> userIds, String sealedValues) {
        dispatches
                .of(dispatch.tenantId())
                .insert(
                        unit,
                        new Document(ID, dispatch.id())
                                .append(KEY, order.idempotencyKey())
                                .append(FINGERPRINT, order.fingerprint())
                                .append("template", dispatch.template())
                                .append("category", dispatch.category().name())
                                .append("priority", dispatch.priority().name())
                                .append(
                                        "channels",
                                        dispatch.channels().stream()
                                                .map(Enum::name)
                                                .toList())
                                .append(USER_IDS, userIds)
                                .append(VALUES, sealedValues)
                                .append(STATE, dispatch.state().name())
                                .append(RECIPIENTS, dispatch.recipients())
                                .append(HANDLED, 0)
                                .append(UNKNOWN, 0)
                                .append("sendAt", Date.from(dispatch.sendAt()))
                                .append("createdAt", Date.from(dispatch.createdAt()))
                                .append("createdBy", dispatch.createdBy()));
    }

    @Override
    public Part part(UnitOfWork unit, String tenantId, String id, int from, int most) {
        Document found = Objects.requireNonNull(
                dispatches
                        .of(tenantId)
                        .find(unit, Filters.eq(ID, id))
                        .projection(Projections.fields(
                                Projections.slice(USER_IDS, from, most), Projections.include(VALUES)))
                        .first(),
                id);
        return new Part(List.copyOf(found.getList(USER_IDS, String.class)), found.getString(VALUES));
    }

    @Override
    public void advance(
            UnitOfWork unit,
            String tenantId,
            String id,
            int handled,
            int unknown,
            DispatchState state,
            @Nullable Instant endedAt) {
        Bson change = Updates.combine(
                Updates.set(HANDLED, handled), Updates.set(UNKNOWN, unknown), Updates.set(STATE, state.name()));
        dispatches
                .of(tenantId)
                .update(
                        unit,
                        Filters.eq(ID, id),
                        endedAt == null ? change : Updates.combine(change, Updates.set(ENDED_AT, Date.from(endedAt))));
    }

    private static Dispatch read(Document document) {
        Date endedAt = document.getDate(ENDED_AT);
        return new Dispatch(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                document.getString("template"),
                NotificationCategory.valueOf(document.getString("category")),
                NotificationPriority.valueOf(document.getString("priority")),
                document.getList("channels", String.class).stream()
                        .map(NotificationChannel::valueOf)
                        .toList(),
                DispatchState.valueOf(document.getString(STATE)),
                number(document, RECIPIENTS),
                number(document, HANDLED),
                number(document, UNKNOWN),
                document.getDate("sendAt").toInstant(),
                document.getDate("createdAt").toInstant(),
                document.getString("createdBy"),
                endedAt == null ? null : endedAt.toInstant());
    }

    private static int number(Document document, String field) {
        return Objects.requireNonNull(document.getInteger(field), field);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "tenant_key", Indexes.ascending(TenantCollection.TENANT_ID, KEY))
                        .unique(),
                IndexDeclaration.on(COLLECTION, "dispatches_expiry", Indexes.ascending(ENDED_AT))
                        .expiringAfter(KEPT_FOR));
    }
}
