package dev.coffer.core.events;

import com.mongodb.MongoCommandException;
import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoChangeStreamCursor;
import com.mongodb.client.model.changestream.ChangeStreamDocument;
import dev.coffer.core.store.StoreFailures;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One run of the relay: begins the stream, refills it where it must, then follows the change stream until something fails. */
final class RelayRun {

    private static final Logger log = LoggerFactory.getLogger(RelayRun.class);

    /** The oplog does not reach back to the position: 260 invalid, 280 fatal, 286 lost. */
    private static final Set<Integer> POSITION_LOST = Set.of(260, 280, 286);

    /** Saved also when nothing happens, so that the position does not fall out of the oplog and the lease is kept. */
    private static final Duration IDLE_CHECKPOINT = Duration.ofSeconds(3);

    private static final Duration TRIM_EVERY = Duration.ofSeconds(10);

    /** Where no consumer is known, a stream keeps this much, for outsiders who look at it. */
    private static final Duration KEPT_FOR_NOBODY = Duration.ofHours(1);

    private final RelayParts parts;
    private final RelayStream stream;
    private final RelayState start;
    private final RelayPosition position;
    private final String epoch = UUID.randomUUID().toString();
    private StreamId floor;
    private long checkpointNanos = System.nanoTime();
    private long lookNanos = System.nanoTime();
    private long trimNanos = System.nanoTime();

    private RelayRun(RelayParts parts, RelayStream stream, RelayState start) {
        this.parts = parts;
        this.stream = stream;
        this.start = start;
        this.position = new RelayPosition(parts.states(), parts.journal(), start);
        this.floor = start.last();
    }

    /** Runs until the stop signal or a failure; returns normally only after a stop, with everything saved. */
    interface Factory {
        void run(RelayState state);
    }

    static Factory factory(RelayParts parts) {
        return state -> {
            try (RelayStream stream = parts.openStream()) {
                new RelayRun(parts, stream, state).run();
            }
        };
    }

    /** A lane needs what the stream no longer has. */
    static final class Rewind extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Rewind(StreamId from, StreamId floor) {
            super("a lane stands at " + from + ", before the stream's floor " + floor + ": the stream is filled anew");
        }
    }

    private void run() {
        RelayStream.Beginning beginning = begin();
        floor = beginning.floor();
        RelayState state = start;
        if (!state.hasPosition()) {
            state = scan(state);
        }
        try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor = open(state)) {
            try {
                follow(cursor);
            } finally {
                position.awaitSave();
            }
        } catch (MongoCommandException failure) {
            if (!isPositionLost(failure)) {
                throw failure;
            }
            log.warn(
                    "{}: the relay's position is of no use to the oplog, scanning instead: {}",
                    parts.service(),
                    failure.getErrorMessage());
            parts.states().beginScan(start.fence(), CatchUp.startOf(position.last()));
        }
    }

    /** A position that is no position fails with almost any code; what else fails would fail without one too. */
    private boolean isPositionLost(MongoCommandException failure) {
        if (POSITION_LOST.contains(failure.getErrorCode())) {
            return true;
        }
        if (StoreFailures.isUnavailable(failure)) {
            return false;
        }
        try (MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor =
                changes().cursor()) {
            return cursor.getServerCursor() != null;
        } catch (MongoCommandException other) {
            failure.addSuppressed(other);
            return false;
        }
    }

    private RelayStream.Beginning begin() {
        position.heard(stream.lanes());
        StreamId needed = position.smallestLane(parts.clock().instant()).orElse(position.last());
        StreamId from = needed.isAfter(position.last()) ? position.last() : needed;
        RelayStream.Beginning beginning = stream.begin(epoch, start.fence(), position.last(), from);
        if (!beginning.isIntact()) {
            new Refill(parts, stream, epoch, start.fence()).fill(beginning.floor(), position.last());
        }
        return beginning;
    }

    private RelayState scan(RelayState state) {
        new CatchUp(parts, stream, epoch, position, start.fence()).run(state);
        return parts.states().reload(state.fence());
    }

    private MongoChangeStreamCursor<ChangeStreamDocument<Document>> open(RelayState state) {
        BsonDocument token = state.token();
        return token == null
                ? changes()
                        .startAtOperationTime(Objects.requireNonNull(state.resumeAt()))
                        .cursor()
                : changes().resumeAfter(token).cursor();
    }

    private ChangeStreamIterable<Document> changes() {
        return parts.sources()
                .watchInserts()
                .batchSize(parts.limits().relayBatch())
                .maxAwaitTime(parts.limits().block().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void follow(MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor) {
        while (!parts.stop().isGiven()) {
            ChangeStreamDocument<Document> change = cursor.tryNext();
            if (change == null) {
                parts.gauges().caughtUp();
            } else {
                publish(cursor, change);
            }
            saveIfDue(cursor.getResumeToken());
            if (change != null && cursor.available() == 0) {
                parts.gauges().caughtUp();
                parts.stop().pause(parts.limits().relayLinger());
            }
        }
        BsonDocument token = cursor.getResumeToken();
        position.settle();
        if (token != null) {
            position.beginSave(token);
            position.settle();
        }
    }

    private void publish(
            MongoChangeStreamCursor<ChangeStreamDocument<Document>> cursor, ChangeStreamDocument<Document> first) {
        List<Relayed> batch = new ArrayList<>();
        List<JournalEntry> entries = new ArrayList<>();
        StreamId last = position.last();
        ChangeStreamDocument<Document> change = first;
        for (int documents = 1; change != null; documents++) {
            last = place(change, last, batch, entries);
            boolean isMore = documents < parts.limits().relayBatch() && cursor.available() > 0;
            change = isMore ? cursor.tryNext() : null;
        }
        if (!batch.isEmpty()) {
            long added = stream.add(epoch, batch);
            entries.forEach(position::given);
            parts.gauges().relayed(added, last);
        }
    }

    private StreamId place(
            ChangeStreamDocument<Document> change, StreamId last, List<Relayed> batch, List<JournalEntry> entries) {
        String collection = Objects.requireNonNull(change.getNamespace()).getCollectionName();
        Document document = Objects.requireNonNull(change.getFullDocument());
        List<EventEnvelope> events = parts.eventsOf(collection, document);
        if (events.isEmpty()) {
            return last;
        }
        StreamId id = last.next(Objects.requireNonNull(change.getClusterTime()));
        JournalEntry entry =
                new JournalEntry(collection, Objects.requireNonNull(document.get("_id")), id, events.size());
        batch.addAll(RelaySources.placed(events, id));
        entries.add(entry);
        return entry.last();
    }

    private void saveIfDue(@Nullable BsonDocument token) {
        boolean isDue = position.hasPending()
                ? isOver(checkpointNanos, parts.limits().checkpointEvery()) || position.isFull()
                : isOver(checkpointNanos, idleCheckpoint());
        if (token != null && isDue) {
            if (position.isFull()) {
                position.settle();
            }
            if (position.beginSave(token)) {
                checkpointNanos = System.nanoTime();
            }
        }
        if (isOver(lookNanos, parts.limits().checkpointEvery())) {
            lookNanos = System.nanoTime();
            lookAtLanes();
        }
    }

    /** Also where nothing is published: what was lost may be something that a lane has not read yet. */
    private void lookAtLanes() {
        position.heard(stream.lanes(epoch));
        StreamId needed = position.smallestLane(parts.clock().instant()).orElse(floor);
        if (floor.isAfter(needed)) {
            throw new Rewind(needed, floor);
        }
        if (isOver(trimNanos, TRIM_EVERY)) {
            trimNanos = System.nanoTime();
            trim();
        }
    }

    private static boolean isOver(long sinceNanos, Duration time) {
        return System.nanoTime() - sinceNanos >= time.toNanos();
    }

    private Duration idleCheckpoint() {
        Duration third = parts.limits().lease().dividedBy(3);
        return third.compareTo(IDLE_CHECKPOINT) < 0 ? third : IDLE_CHECKPOINT;
    }

    /** Never beyond the journal: a floor that the next relay does not know would make it fill the stream anew. */
    private void trim() {
        Instant now = parts.clock().instant();
        StreamId forNobody = StreamId.atSecond(now.minus(KEPT_FOR_NOBODY).getEpochSecond());
        StreamId handled = position.smallestLane(now).orElse(forNobody);
        StreamId newFloor = handled.isAfter(position.saved()) ? position.saved() : handled;
        if (newFloor.isAfter(floor)) {
            stream.trim(epoch, newFloor);
            floor = newFloor;
        }
    }
}
