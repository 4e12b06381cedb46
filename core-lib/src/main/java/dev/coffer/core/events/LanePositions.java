package dev.coffer.core.events;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Where each lane stands, and who reads it. The lease only keeps two replicas from doing the same work; that an effect happens
 * once is held by the compare-and-set of the position, in the transaction of the effect.
 */
final class LanePositions {

    private static final String LANES = "event_lanes";
    private static final String CONSUMERS = "event_consumers";
    private static final String POSITION = "position";
    private static final String UNTIL = "until";

    private final MongoDatabase database;
    private final MongoCollection<Document> lanes;
    private final String owner;
    private final Duration lease;

    LanePositions(MongoDatabase database, String owner, Duration lease) {
        this.database = database;
        this.lanes = database.getCollection(LANES);
        this.owner = owner;
        this.lease = lease;
    }

    /** How many lanes the consumer has: what its first start fixed. */
    int fixedLanes(Consumer consumer) {
        Document found = Objects.requireNonNull(database.getCollection(CONSUMERS)
                .findOneAndUpdate(
                        Filters.eq("_id", consumer.name()),
                        Updates.combine(
                                Updates.setOnInsert("lanes", consumer.lanes()),
                                Updates.setOnInsert("source", consumer.source())),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
        if (!consumer.source().equals(found.getString("source"))) {
            throw new IllegalStateException(consumer + " has read from " + found.getString("source")
                    + " before; a consumer of another source needs another name");
        }
        return found.getInteger("lanes");
    }

    /** Takes the lane if it is free, ours, or its lease ran out. @return its position, null where another process has it */
    @Nullable
    StreamId acquire(String lane) {
        lanes.updateOne(
                Filters.eq("_id", lane),
                Updates.combine(
                        Updates.setOnInsert(POSITION, StreamId.ZERO.sortable()),
                        Updates.setOnInsert("owner", owner),
                        Updates.setOnInsert(UNTIL, new Date(0))),
                new UpdateOptions().upsert(true));
        Document taken = lanes.findOneAndUpdate(
                Filters.and(
                        Filters.eq("_id", lane),
                        Filters.or(
                                Filters.eq("owner", owner),
                                Filters.expr(new Document("$lt", List.of("$" + UNTIL, "$$NOW"))))),
                List.of(new Document(
                        "$set", new Document("owner", new Document("$literal", owner)).append(UNTIL, leaseEnd()))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return taken == null ? null : StreamId.parseSortable(taken.getString(POSITION));
    }

    /** @throws LeaseLost where another process took the lane over */
    void renew(String lane) {
        changed(
                lane,
                lanes.updateOne(mine(lane), List.of(new Document("$set", new Document(UNTIL, leaseEnd()))))
                        .getMatchedCount());
    }

    void release(String lane) {
        lanes.updateOne(mine(lane), Updates.set(UNTIL, new Date(0)));
    }

    /** Moves the lane on inside the transaction of the effects. @throws LeaseLost where it is not where it was: no effect then */
    void advance(UnitOfWork unit, String lane, StreamId from, StreamId to) {
        changed(
                lane,
                unit.collection(LANES)
                        .updateOne(unit.session(), at(lane, from), Updates.set(POSITION, to.sortable()))
                        .getMatchedCount());
    }

    /** A lane's way from where it is saved to where it stands afterwards. */
    record Move(String lane, StreamId from, StreamId to) {}

    /** {@link #advance} for several lanes, with one command. @throws LeaseLost where one of them is not where it was */
    void advance(UnitOfWork unit, List<Move> moves) {
        List<WriteModel<Document>> updates = moves.stream()
                .<WriteModel<Document>>map(move -> new UpdateOneModel<>(
                        at(move.lane(), move.from()),
                        Updates.set(POSITION, move.to().sortable())))
                .toList();
        int moved = unit.collection(LANES).bulkWrite(unit.session(), updates).getMatchedCount();
        if (moved < moves.size()) {
            throw new LeaseLost("another process moved one of the lanes "
                    + moves.stream().map(Move::lane).toList());
        }
    }

    /** Moves the lane past events that are none of its own. */
    void pass(String lane, StreamId from, StreamId to) {
        changed(
                lane,
                lanes.updateOne(at(lane, from), Updates.set(POSITION, to.sortable()))
                        .getMatchedCount());
    }

    private static Bson at(String lane, StreamId position) {
        return Filters.and(Filters.eq("_id", lane), Filters.eq(POSITION, position.sortable()));
    }

    private Bson mine(String lane) {
        return Filters.and(Filters.eq("_id", lane), Filters.eq("owner", owner));
    }

    private Document leaseEnd() {
        return new Document("$add", List.of("$$NOW", lease.toMillis()));
    }

    private static void changed(String lane, long matched) {
        if (matched == 0) {
            throw new LeaseLost("another process moved lane " + lane);
        }
    }
}
