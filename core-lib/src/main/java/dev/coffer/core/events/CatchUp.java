package dev.coffer.core.events;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoException;
import com.mongodb.client.ClientSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.BsonTimestamp;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Finds what was never relayed where the oplog cannot tell: at the first start, and when the relay was away for longer than the
 * oplog reaches. Everything in one snapshot of the collections that is not in the journal gets an id from cluster times that were
 * taken for this purpose; the change stream goes on behind the snapshot. Nothing is left out and nothing comes twice, also when
 * the scan itself is interrupted: what it has placed is in the journal.
 *
 * <p>A scan that is cut goes on from where it was, with a new snapshot: when the server forgets the old one before it is read, and
 * when the process ends. It goes back only so far as a document may have been committed since with an older timestamp.
 */
final class CatchUp {

    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

    /** Between a document's timestamp and its commit: longest transaction (60 s) plus the difference of two clocks, generously. */
    private static final Duration AROUND_POSITION = Duration.ofMinutes(10);

    /** By how much a writer's clock may be ahead of the server's: a document is then older by its id than by its timestamp. */
    private static final Duration CLOCK_AHEAD = Duration.ofMinutes(1);

    /** Each cluster time that is taken has room for a million events. */
    private static final int MOST_CLUSTER_TIMES = 64;

    private static final int SNAPSHOT_TOO_OLD = 239;

    private final RelayParts parts;
    private final RelayStream stream;
    private final String epoch;
    private final RelayPosition position;
    private final long fence;
    private long renewedNanos = System.nanoTime();
    private Instant from = Instant.EPOCH;
    private long relayed;

    CatchUp(RelayParts parts, RelayStream stream, String epoch, RelayPosition position, long fence) {
        this.parts = parts;
        this.stream = stream;
        this.epoch = epoch;
        this.position = position;
        this.fence = fence;
    }

    /** From when on a document may have been missed by a relay whose last event had the given id. */
    static Instant startOf(StreamId last) {
        return last.equals(StreamId.ZERO) ? Instant.EPOCH : before(last.seconds());
    }

    private static Instant before(long clusterSeconds) {
        return Instant.ofEpochSecond(clusterSeconds).minus(AROUND_POSITION);
    }

    void run(RelayState state) {
        Instant begun = state.scanFrom();
        from = begun == null ? startOf(state.last()) : begun;
        if (begun == null) {
            parts.states().beginScan(fence, from);
        }
        Instant start = from;
        journalTail();
        BsonTimestamp seen = pass();
        while (seen == null) {
            log.info(
                    "{}: the snapshot of a scan was forgotten; it goes on from {} with a new one",
                    parts.service(),
                    from);
            parts.stop().pause(parts.limits().restAfterFailure());
            seen = pass();
        }
        parts.states().endScan(fence, new BsonTimestamp(seen.getTime(), seen.getInc() + 1));
        log.atLevel(relayed > 0 ? Level.INFO : Level.DEBUG)
                .log("{}: scan from {} relayed {} events", parts.service(), start, relayed);
    }

    private record Source(String collection, Object documentId) {}

    private Set<Source> journaled() {
        Set<Source> sources = new HashSet<>();
        StreamId after = StreamId.atSecond(from.minus(CLOCK_AHEAD).getEpochSecond());
        for (List<JournalEntry> page : parts.journal().mayHave(after, from)) {
            page.forEach(entry -> sources.add(new Source(entry.collection(), entry.documentId())));
        }
        return sources;
    }

    /**
     * A relay that died between publishing and saving left events in Redis that the journal lacks: they keep their ids. They are
     * committed for long, so no snapshot is needed to find them.
     */
    private void journalTail() {
        Map<String, StreamId> tail = stream.tail(position.last());
        if (tail.isEmpty()) {
            return;
        }
        Set<Source> journaled = journaled();
        List<JournalEntry> entries = new ArrayList<>();
        Instant end =
                Instant.ofEpochSecond(Collections.max(tail.values()).seconds()).plus(AROUND_POSITION);
        try (ClientSession session = parts.client().startSession()) {
            sourceScan()
                    .run(
                            session,
                            from,
                            end,
                            (collection, id) -> {
                                if (isRenewalDue()) {
                                    parts.states().renew(fence);
                                }
                                return !journaled.contains(new Source(collection, id));
                            },
                            document -> addIfKnown(tail, document, entries));
        }
        entries.sort(Comparator.comparing(JournalEntry::first));
        if (!entries.isEmpty()) {
            StreamId last = entries.getLast().last();
            parts.transactions().run(unit -> {
                parts.states().advanceScan(unit, fence, last, from);
                parts.journal().append(unit, entries, null);
            });
            position.savedUpTo(last);
        }
    }

    private static void addIfKnown(Map<String, StreamId> tail, ScannedDocument document, List<JournalEntry> entries) {
        StreamId known = tail.get(document.events().getFirst().eventId());
        if (known != null) {
            entries.add(new JournalEntry(
                    document.collection(),
                    document.documentId(),
                    known,
                    document.events().size()));
        }
    }

    private List<BsonTimestamp> takeClusterTimes() {
        long wanted = 1 + 2 * parts.sources().estimatedCount() / StreamId.MOST_ORDINALS;
        List<BsonTimestamp> times = new ArrayList<>();
        for (int taken = 0; taken < Math.min(wanted, MOST_CLUSTER_TIMES); taken++) {
            times.add(parts.states().takeClusterTime(fence));
        }
        return times;
    }

    private SourceScan sourceScan() {
        return new SourceScan(parts.sources(), parts.limits().relayBatch(), parts::eventsOf);
    }

    /**
     * Places what the journal lacks, per key in order.
     *
     * @return the cluster time of the snapshot that was read; null where the server forgot it before its end
     */
    private @Nullable BsonTimestamp pass() {
        Set<Source> journaled = journaled();
        List<BsonTimestamp> clusterTimes = takeClusterTimes();
        SourceScan scan = sourceScan();
        try (ClientSession session = parts.client()
                .startSession(ClientSessionOptions.builder().snapshot(true).build())) {
            parts.states().lookAtCluster(session);
            BsonTimestamp moment = Objects.requireNonNull(session.getSnapshotTimestamp());
            ScanBatch batch = new ScanBatch(
                    parts, stream, epoch, position, clusterTimes, fence, () -> moveTo(scan.reached(), moment));
            boolean isWhole = read(scan, session, journaled, batch);
            batch.flush();
            relayed += batch.count();
            return isWhole ? moment : null;
        }
    }

    /** @return false where the server has forgotten the snapshot */
    private boolean read(SourceScan scan, ClientSession session, Set<Source> journaled, ScanBatch batch) {
        try {
            scan.run(
                    session,
                    from,
                    Instant.MAX,
                    (collection, id) -> {
                        if (isRenewalDue()) {
                            batch.flush();
                        }
                        return !journaled.contains(new Source(collection, id));
                    },
                    batch::add);
            return true;
        } catch (MongoException failure) {
            if (failure.getCode() != SNAPSHOT_TOO_OLD) {
                throw failure;
            }
            return false;
        }
    }

    /** What the snapshot does not have may still be as old as that, but no older. */
    private Instant moveTo(Instant reached, BsonTimestamp moment) {
        Instant settled = before(moment.getTime());
        Instant goesOn = reached.isBefore(settled) ? reached : settled;
        if (goesOn.isAfter(from)) {
            from = goesOn;
        }
        return from;
    }

    /** A long scan that finds little saves nothing, and would lose the lease to somebody who begins it anew. */
    private boolean isRenewalDue() {
        if (parts.stop().isGiven()) {
            throw new LeaseLost("stopped in the middle of a scan");
        }
        boolean isDue = System.nanoTime() - renewedNanos
                >= parts.limits().lease().dividedBy(3).toNanos();
        if (isDue) {
            renewedNanos = System.nanoTime();
        }
        return isDue;
    }
}
