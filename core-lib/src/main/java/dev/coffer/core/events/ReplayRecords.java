package dev.coffer.core.events;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Collection {@code event_replays}. Who carries one out has it for the time of a lease, by the server's clock; each of its writes
 * is refused once another process has it, or somebody called the replay off.
 */
final class ReplayRecords {

    static final String COLLECTION = "event_replays";

    /** How long a replay can be looked up after its end. */
    static final Duration KEPT_FOR = Duration.ofDays(90);

    private static final String TENANT = "tenantId";
    private static final String KEY = "key";
    private static final String STATE = "state";
    private static final String MATCHED = "matched";
    private static final String TOLD = "told";
    private static final String REACHED = "reached";
    private static final String OWNER = "owner";
    private static final String UNTIL = "until";
    private static final String ENDED = "endedAt";
    private static final String STARTED = "startedAt";
    private static final String CHANGED = "changedAt";
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final MongoCollection<Document> records;

    ReplayRecords(MongoDatabase database) {
        this.records = database.getCollection(COLLECTION);
    }

    /**
     * A replay that one process carries out, until another does.
     *
     * @param reached when the last events that are told happened; those before are told too, but for some of the last seconds.
     *     Null where none are told
     */
    record Claim(EventReplay replay, String owner, @Nullable Instant reached) {}

    /** @return the replay of that name, which may be one that was asked for before */
    EventReplay start(String id, Replays.Request request, String requestedBy, Instant now) {
        Document found = records.findOneAndUpdate(
                Filters.and(Filters.eq(TENANT, request.tenantId()), Filters.eq(KEY, request.id())),
                Updates.combine(
                        Updates.setOnInsert("_id", id),
                        Updates.setOnInsert("eventType", request.eventType()),
                        Updates.setOnInsert("from", Date.from(request.from())),
                        Updates.setOnInsert("to", Date.from(request.to())),
                        Updates.setOnInsert("consumer", request.consumer()),
                        Updates.setOnInsert("requestedBy", requestedBy),
                        Updates.setOnInsert(STATE, EventReplay.State.RUNNING.name()),
                        Updates.setOnInsert(TOLD, 0),
                        Updates.setOnInsert(UNTIL, new Date(0)),
                        Updates.setOnInsert(STARTED, Date.from(now)),
                        Updates.setOnInsert(CHANGED, Date.from(now))),
                new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER));
        return read(Objects.requireNonNull(found));
    }

    @Nullable
    EventReplay find(@Nullable String tenantId, String id) {
        Document found = records.find(ofTenant(tenantId, id)).first();
        return found == null ? null : read(found);
    }

    /** The newest first. @param from exclusive; null for the edge of the list @param isForward from the newest to the oldest */
    List<EventReplay> list(@Nullable String tenantId, Replays.@Nullable Place from, boolean isForward, int limit) {
        Bson wanted = tenantId == null ? Filters.empty() : Filters.eq(TENANT, tenantId);
        Bson order = isForward ? Sorts.descending(STARTED, "_id") : Sorts.ascending(STARTED, "_id");
        return records.find(from == null ? wanted : beyond(wanted, from, isForward))
                .sort(order)
                .limit(limit)
                .map(ReplayRecords::read)
                .into(new ArrayList<>());
    }

    /** An "or" at the root, so that two exact ranges of an index are read and merged, however deep in the list. */
    private static Bson beyond(Bson wanted, Replays.Place from, boolean isForward) {
        Date at = Date.from(from.startedAt());
        Bson byId = isForward ? Filters.lt("_id", from.id()) : Filters.gt("_id", from.id());
        Bson further = isForward ? Filters.lt(STARTED, at) : Filters.gt(STARTED, at);
        return Filters.or(Filters.and(wanted, Filters.eq(STARTED, at), byId), Filters.and(wanted, further));
    }

    /** @return as it is then; null where it is not running */
    @Nullable
    EventReplay cancel(@Nullable String tenantId, String id, String by) {
        Document cancelled = records.findOneAndUpdate(
                Filters.and(ofTenant(tenantId, id), Filters.eq(STATE, EventReplay.State.RUNNING.name())),
                ended(EventReplay.State.CANCELLED, "Cancelled by " + by + "."),
                AFTER);
        return cancelled == null ? null : read(cancelled);
    }

    /** Takes up a replay that nobody is known to carry out. @return null where there is none */
    @Nullable
    Claim claim(String owner, Duration lease) {
        Document taken = records.findOneAndUpdate(
                Filters.and(
                        Filters.eq(STATE, EventReplay.State.RUNNING.name()),
                        Filters.expr(new Document("$lt", List.of("$" + UNTIL, "$$NOW")))),
                List.of(new Document(
                        "$set", new Document(OWNER, new Document("$literal", owner)).append(UNTIL, leaseEnd(lease)))),
                AFTER);
        if (taken == null) {
            return null;
        }
        Date reached = taken.getDate(REACHED);
        return new Claim(read(taken), owner, reached == null ? null : reached.toInstant());
    }

    /** @throws LeaseLost where another process has the replay, or it is called off; so do the others */
    void renew(Claim claim, Duration lease) {
        changed(records.updateOne(mine(claim), List.of(new Document("$set", new Document(UNTIL, leaseEnd(lease)))))
                .getMatchedCount());
    }

    void counted(Claim claim, int matched) {
        changed(records.updateOne(mine(claim), Updates.set(MATCHED, matched)).getMatchedCount());
    }

    /** In the transaction that saves the events for the relay. @param fresh how many they are */
    void told(UnitOfWork unit, Claim claim, int fresh, Instant reached, Duration lease) {
        changed(unit.collection(COLLECTION)
                .updateOne(
                        unit.session(),
                        mine(claim),
                        List.of(new Document(
                                "$set",
                                new Document(TOLD, new Document("$add", List.of("$" + TOLD, fresh)))
                                        .append(REACHED, Date.from(reached))
                                        .append(CHANGED, "$$NOW")
                                        .append(UNTIL, leaseEnd(lease)))))
                .getMatchedCount());
    }

    void done(Claim claim) {
        changed(records.updateOne(mine(claim), ended(EventReplay.State.DONE, null))
                .getMatchedCount());
    }

    void failed(Claim claim, String error) {
        changed(records.updateOne(mine(claim), ended(EventReplay.State.FAILED, error))
                .getMatchedCount());
    }

    /** Lets another process go on with it at once. */
    void release(Claim claim) {
        records.updateOne(mine(claim), Updates.set(UNTIL, new Date(0)));
    }

    private static List<Document> ended(EventReplay.State state, @Nullable String error) {
        Document fields =
                new Document(STATE, state.name()).append(CHANGED, "$$NOW").append(ENDED, "$$NOW");
        if (error != null) {
            fields.append("error", new Document("$literal", error));
        }
        return List.of(new Document("$set", fields));
    }

    private static Bson ofTenant(@Nullable String tenantId, String id) {
        Bson byId = Filters.eq("_id", id);
        return tenantId == null ? byId : Filters.and(byId, Filters.eq(TENANT, tenantId));
    }

    private static Bson mine(Claim claim) {
        return Filters.and(
                Filters.eq("_id", claim.replay().id()),
                Filters.eq(OWNER, claim.owner()),
                Filters.eq(STATE, EventReplay.State.RUNNING.name()));
    }

    private static Document leaseEnd(Duration lease) {
        return new Document("$add", List.of("$$NOW", lease.toMillis()));
    }

    private static void changed(long matched) {
        if (matched == 0) {
            throw new LeaseLost("another process goes on with the replay, or it was cancelled");
        }
    }

    private static EventReplay read(Document document) {
        return new EventReplay(
                document.getString("_id"),
                new Replays.Request(
                        document.getString(KEY),
                        document.getString(TENANT),
                        document.getString("eventType"),
                        document.getDate("from").toInstant(),
                        document.getDate("to").toInstant(),
                        document.getString("consumer")),
                document.getString("requestedBy"),
                EventReplay.State.valueOf(document.getString(STATE)),
                document.getInteger(MATCHED),
                document.getInteger(TOLD),
                document.getString("error"),
                document.getDate(STARTED).toInstant(),
                document.getDate(CHANGED).toInstant());
    }

    static List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "replays_by_key", Indexes.ascending(TENANT, KEY))
                        .unique(),
                IndexDeclaration.on(COLLECTION, "replays_of_tenant", Indexes.descending(TENANT, STARTED, "_id")),
                IndexDeclaration.on(COLLECTION, "replays_to_carry_out", Indexes.ascending(STATE, UNTIL)),
                IndexDeclaration.on(COLLECTION, "replays_expiry", Indexes.ascending(ENDED))
                        .expiringAfter(KEPT_FOR));
    }
}
