package dev.coffer.core.events;

import com.mongodb.ClientSessionOptions;
import com.mongodb.client.ClientSession;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.bson.BsonTimestamp;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Finds what was never relayed where the oplog cannot tell: at the first start, and when the relay was away for longer than the
 * oplog reaches. Everything in one snapshot of the collections that is not in the journal gets an id from cluster times that were
 * taken for this purpose; the change stream goes on behind the snapshot. Nothing is left out and nothing comes twice, also when
 * the scan itself is interrupted: what it has placed is in the journal.
 */
final class CatchUp {

    private static final Logger log = LoggerFactory.getLogger(CatchUp.class);

    /** Longest transaction (60 s) plus the difference of two clocks, generously. */
    private static final Duration BEFORE_POSITION = Duration.ofMinutes(10);

    /** Each cluster time that is taken has room for a million events. */
    private static final int MOST_CLUSTER_TIMES = 64;

    private final RelayParts parts;
    private final RelayStream stream;
    private final String epoch;
    private final RelayPosition position;
    private final long fence;
    private long renewedNanos = System.nanoTime();

    CatchUp(RelayParts parts, RelayStream stream, String epoch, RelayPosition position, long fence) {
        this.parts = parts;
        this.stream = stream;
        this.epoch = epoch;
        this.position = position;
        this.fence = fence;
    }

    /** From when on a document may have been missed by a relay whose last event had the given id. */
    static Instant startOf(StreamId last) {
        return last.equals(StreamId.ZERO)
                ? Instant.EPOCH
                : Instant.ofEpochSecond(last.seconds()).minus(BEFORE_POSITION);
    }

    void run(RelayState state) {
        Instant from = state.scanFrom();
        if (from == null) {
            from = startOf(state.last());
            parts.states().beginScan(fence, from);
        }
        Set<Source> journaled = journaled(from);
        journalTail(from, journaled);
        ScanBatch batch = new ScanBatch(parts, stream, epoch, position, takeClusterTimes(), fence);
        BsonTimestamp seen = scan(from, journaled, batch::add);
        batch.flush();
        parts.states().endScan(fence, new BsonTimestamp(seen.getTime(), seen.getInc() + 1));
        log.atLevel(batch.count() > 0 ? Level.INFO : Level.DEBUG)
                .log("{}: scan from {} relayed {} events", parts.service(), from, batch.count());
    }

    private record Source(String collection, Object documentId) {}

    private Set<Source> journaled(Instant from) {
        Set<Source> sources = new HashSet<>();
        for (List<JournalEntry> page : parts.journal().after(StreamId.atSecond(from.getEpochSecond()))) {
            page.forEach(entry -> sources.add(new Source(entry.collection(), entry.documentId())));
        }
        return sources;
    }

    /** A relay that died between publishing and saving left events in Redis that the journal lacks: they keep their ids. */
    private void journalTail(Instant from, Set<Source> journaled) {
        Map<String, StreamId> tail = stream.tail(position.last());
        if (tail.isEmpty()) {
            return;
        }
        List<JournalEntry> entries = new ArrayList<>();
        scan(from, journaled, document -> {
            StreamId known = tail.get(document.events().getFirst().eventId());
            if (known != null) {
                entries.add(new JournalEntry(
                        document.collection(),
                        document.documentId(),
                        known,
                        document.events().size()));
                journaled.add(new Source(document.collection(), document.documentId()));
            }
        });
        entries.sort(Comparator.comparing(JournalEntry::first));
        if (!entries.isEmpty()) {
            StreamId last = entries.getLast().last();
            parts.transactions().run(unit -> {
                parts.states().advanceScan(unit, fence, last);
                parts.journal().append(unit, entries);
            });
            position.savedUpTo(last);
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

    /** Hands over what the journal lacks, per key in order. @return the cluster time of the snapshot that was read */
    private BsonTimestamp scan(Instant from, Set<Source> journaled, Consumer<ScannedDocument> found) {
        SourceScan scan = new SourceScan(parts.sources(), parts.limits().relayBatch(), parts::eventsOf);
        try (ClientSession session = parts.client()
                .startSession(ClientSessionOptions.builder().snapshot(true).build())) {
            parts.states().lookAtCluster(session);
            scan.run(
                    session,
                    from,
                    Instant.MAX,
                    (collection, id) -> {
                        keepLease();
                        return !journaled.contains(new Source(collection, id));
                    },
                    found);
            return Objects.requireNonNull(session.getSnapshotTimestamp());
        }
    }

    /** A long scan that finds little saves nothing, and would lose the lease to somebody who begins it anew. */
    private void keepLease() {
        if (parts.stop().isGiven()) {
            throw new LeaseLost("stopped in the middle of a scan");
        }
        if (System.nanoTime() - renewedNanos
                >= parts.limits().lease().dividedBy(3).toNanos()) {
            renewedNanos = System.nanoTime();
            parts.states().renew(fence);
        }
    }
}
