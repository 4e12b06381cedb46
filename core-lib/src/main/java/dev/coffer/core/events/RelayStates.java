package dev.coffer.core.events;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.BsonTimestamp;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** The relay's lease and position: one document, whose every change is refused unless it carries the current fence. */
final class RelayStates {

    static final String COLLECTION = "event_relay";
    private static final String ID = "relay";
    private static final String FENCE = "fence";
    private static final String UNTIL = "until";

    private final MongoClient client;
    private final MongoCollection<Document> states;
    private final String owner;
    private final Duration lease;

    RelayStates(MongoClient client, MongoDatabase database, String owner, Duration lease) {
        this.client = client;
        this.states = database.getCollection(COLLECTION);
        this.owner = owner;
        this.lease = lease;
    }

    /** Takes the lease if it is free or ran out, by the server's clock. @return null where another process has it */
    @Nullable
    RelayState acquire() {
        states.updateOne(
                Filters.eq("_id", ID),
                Updates.combine(
                        Updates.setOnInsert(FENCE, 0L),
                        Updates.setOnInsert(UNTIL, new Date(0)),
                        Updates.setOnInsert("last", StreamId.ZERO.sortable())),
                new UpdateOptions().upsert(true));
        Document taken = states.findOneAndUpdate(
                Filters.and(Filters.eq("_id", ID), Filters.expr(new Document("$lt", List.of("$" + UNTIL, "$$NOW")))),
                List.of(new Document(
                        "$set",
                        new Document("owner", new Document("$literal", owner))
                                .append(FENCE, nextFence())
                                .append(UNTIL, leaseEnd()))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return taken == null ? null : stateOf(taken);
    }

    /**
     * Later than every fence before, also than those that were given before the database was restored from a backup or made
     * anew, which Redis may still remember: hence not only a count but the server's time.
     */
    private static Document nextFence() {
        return new Document(
                "$max", List.of(new Document("$add", List.of("$" + FENCE, 1L)), new Document("$toLong", "$$NOW")));
    }

    /** Reads the state again under the same lease. @throws LeaseLost where it is no longer ours */
    RelayState reload(long fence) {
        renew(fence);
        Document found = states.find(mine(fence)).first();
        if (found == null) {
            throw lost();
        }
        return stateOf(found);
    }

    /** Saves how far the journal and the change stream are, and renews the lease. @throws LeaseLost if it is not ours */
    void checkpoint(long fence, StreamId last, BsonDocument token, Map<String, LaneReport> lanes) {
        changed(states.updateOne(
                        mine(fence),
                        List.of(
                                new Document(
                                        "$set",
                                        new Document("last", last.sortable())
                                                .append("token", new Document("$literal", token))
                                                .append("lanes", new Document("$literal", toDocument(lanes)))
                                                .append(UNTIL, leaseEnd())),
                                new Document("$unset", List.of("resumeAt", "scanFrom"))))
                .getMatchedCount());
    }

    void renew(long fence) {
        changed(states.updateOne(mine(fence), List.of(new Document("$set", new Document(UNTIL, leaseEnd()))))
                .getMatchedCount());
    }

    /** Gives the lease back, so that another process need not wait for its end. */
    void release(long fence) {
        states.updateOne(mine(fence), Updates.set(UNTIL, new Date(0)));
    }

    /** The change stream's position is of no use any more; what was not relayed is to be found by a scan from the given time. */
    void beginScan(long fence, Instant from) {
        changed(states.updateOne(
                        mine(fence),
                        Updates.combine(
                                Updates.unset("token"),
                                Updates.unset("resumeAt"),
                                Updates.set("scanFrom", Date.from(from))))
                .getMatchedCount());
    }

    /** @param last id of the last event that the scan has placed @param from where the scan goes on, should it be cut */
    void advanceScan(UnitOfWork unit, long fence, StreamId last, Instant from) {
        changed(states.updateOne(
                        unit.session(),
                        mine(fence),
                        List.of(new Document(
                                "$set",
                                new Document("last", last.sortable())
                                        .append("scanFrom", Date.from(from))
                                        .append(UNTIL, leaseEnd()))))
                .getMatchedCount());
    }

    /** As {@link #advanceScan}, where nothing was placed. */
    void moveScan(long fence, Instant from) {
        changed(states.updateOne(
                        mine(fence),
                        List.of(new Document(
                                "$set", new Document("scanFrom", Date.from(from)).append(UNTIL, leaseEnd()))))
                .getMatchedCount());
    }

    void endScan(long fence, BsonTimestamp resumeAt) {
        changed(states.updateOne(
                        mine(fence), Updates.combine(Updates.set("resumeAt", resumeAt), Updates.unset("scanFrom")))
                .getMatchedCount());
    }

    /** Writes, and so takes a cluster time that no event has and that is later than every commit before. */
    BsonTimestamp takeClusterTime(long fence) {
        try (ClientSession session = client.startSession()) {
            changed(states.updateOne(session, mine(fence), Updates.inc("taken", 1L))
                    .getMatchedCount());
            return Objects.requireNonNull(session.getOperationTime());
        }
    }

    /** Fixes the snapshot of a session by a read that is sure to find its collection. */
    void lookAtCluster(ClientSession snapshot) {
        states.find(snapshot, Filters.eq("_id", ID)).first();
    }

    private static Bson mine(long fence) {
        return Filters.and(Filters.eq("_id", ID), Filters.eq(FENCE, fence));
    }

    private Document leaseEnd() {
        return new Document("$add", List.of("$$NOW", lease.toMillis()));
    }

    private static void changed(long matched) {
        if (matched == 0) {
            throw lost();
        }
    }

    private static LeaseLost lost() {
        return new LeaseLost("another relay took over");
    }

    private static RelayState stateOf(Document document) {
        Document token = document.get("token", Document.class);
        Date scanFrom = document.getDate("scanFrom");
        Map<String, LaneReport> lanes = new HashMap<>();
        document.get("lanes", new Document())
                .forEach((lane, report) -> lanes.put(lane, LaneReport.parse((String) report)));
        return new RelayState(
                document.getLong(FENCE),
                StreamId.parseSortable(document.getString("last")),
                token == null ? null : token.toBsonDocument(),
                document.get("resumeAt", BsonTimestamp.class),
                scanFrom == null ? null : scanFrom.toInstant(),
                lanes);
    }

    private static Document toDocument(Map<String, LaneReport> lanes) {
        Document document = new Document();
        lanes.forEach((lane, report) -> document.append(lane, report.toString()));
        return document;
    }
}
