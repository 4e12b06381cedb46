package dev.coffer.notification.webhook;

import com.mongodb.ErrorCategory;
import com.mongodb.MongoCommandException;
import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link EndpointQueues} in the collection {@code webhook_lanes}, by id alone: workers take up those of all tenants. */
final class MongoEndpointQueues implements EndpointQueues {

    private static final String COLLECTION = "webhook_lanes";
    private static final String ID = "_id";
    private static final String CLAIM = "claim";
    private static final String LEASED_UNTIL = "leasedUntil";
    private static final String FAILURES = "failures";
    private static final String FAILING_SINCE = "failingSince";
    private static final String OPEN_UNTIL = "openUntil";
    private static final Date LONG_AGO = new Date(0);

    private final MongoCollection<Document> queues;

    MongoEndpointQueues(MongoDatabase database) {
        this.queues = database.getCollection(COLLECTION);
    }

    @Override
    public Map<EndpointQueue.Key, EndpointQueue> find(Collection<EndpointQueue.Key> keys) {
        Map<EndpointQueue.Key, EndpointQueue> found = new HashMap<>();
        List<String> ids = keys.stream().map(EndpointQueue.Key::text).toList();
        for (Document document : queues.find(Filters.in(ID, ids))) {
            EndpointQueue queue = read(document);
            found.put(queue.key(), queue);
        }
        return found;
    }

    @Override
    public @Nullable EndpointQueue take(EndpointQueue.Key key, Instant now, Instant until) {
        try {
            Document taken = queues.findOneAndUpdate(
                    Filters.and(Filters.eq(ID, key.text()), Filters.lte(LEASED_UNTIL, Date.from(now))),
                    Updates.combine(
                            Updates.setOnInsert(TenantCollection.TENANT_ID, key.tenantId()),
                            Updates.setOnInsert(FAILURES, 0),
                            Updates.set(LEASED_UNTIL, Date.from(until)),
                            Updates.inc(CLAIM, 1L)),
                    new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
            return taken == null ? null : read(taken);
        } catch (MongoWriteException | MongoCommandException failed) {
            // It is there, and not free: the insert collides with it.
            if (ErrorCategory.fromErrorCode(failed.getCode()) == ErrorCategory.DUPLICATE_KEY) {
                return null;
            }
            throw failed;
        }
    }

    @Override
    public boolean save(UnitOfWork unit, EndpointQueue queue) {
        Circuit circuit = queue.circuit();
        Bson change = Updates.combine(
                Updates.set(LEASED_UNTIL, Date.from(queue.leasedUntil())),
                Updates.set(FAILURES, circuit.failures()),
                Updates.set(FAILING_SINCE, date(circuit.failingSince())),
                Updates.set(OPEN_UNTIL, date(circuit.openUntil())));
        return unit.collection(COLLECTION)
                        .updateOne(unit.session(), held(queue), change)
                        .getMatchedCount()
                > 0;
    }

    @Override
    public void release(EndpointQueue queue) {
        queues.updateOne(held(queue), Updates.set(LEASED_UNTIL, LONG_AGO));
    }

    private static Bson held(EndpointQueue queue) {
        return Filters.and(Filters.eq(ID, queue.key().text()), Filters.eq(CLAIM, queue.claim()));
    }

    @Override
    public void reset(UnitOfWork unit, EndpointQueue.Key key) {
        unit.collection(COLLECTION)
                .updateOne(
                        unit.session(),
                        Filters.eq(ID, key.text()),
                        Updates.combine(
                                Updates.set(FAILURES, 0), Updates.unset(FAILING_SINCE), Updates.unset(OPEN_UNTIL)));
    }

    @Override
    public void delete(EndpointQueue.Key key) {
        queues.deleteOne(Filters.eq(ID, key.text()));
    }

    private static @Nullable Date date(@Nullable Instant instant) {
        return instant == null ? null : Date.from(instant);
    }

    private static @Nullable Instant instant(Document document, String field) {
        Date date = document.getDate(field);
        return date == null ? null : date.toInstant();
    }

    private static EndpointQueue read(Document document) {
        Circuit circuit = new Circuit(
                document.getInteger(FAILURES, 0), instant(document, FAILING_SINCE), instant(document, OPEN_UNTIL));
        return new EndpointQueue(
                EndpointQueue.Key.parse(document.getString(ID)),
                Objects.requireNonNull(document.getLong(CLAIM), CLAIM),
                circuit,
                document.getDate(LEASED_UNTIL).toInstant());
    }
}
