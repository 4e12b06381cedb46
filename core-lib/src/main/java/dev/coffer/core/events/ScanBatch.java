package dev.coffer.core.events;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Supplier;
import org.bson.BsonTimestamp;

/**
 * Gives what a scan found its ids, in the journal first and then in the stream: once it is in the journal, its id stays. With what is
 * journaled is saved from where on there may be more, so that a scan that is cut goes on and does not begin anew.
 */
final class ScanBatch {

    private final RelayParts parts;
    private final RelayStream stream;
    private final String epoch;
    private final RelayPosition position;
    private final Deque<BsonTimestamp> clusterTimes;
    private final long fence;
    private final Supplier<Instant> goesOnFrom;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Relayed> events = new ArrayList<>();
    private StreamId last = StreamId.ZERO;
    private Instant newest = Instant.EPOCH;
    private long count;

    /** @param goesOnFrom where the scan would go on, were all saved that it has handed over until now */
    ScanBatch(
            RelayParts parts,
            RelayStream stream,
            String epoch,
            RelayPosition position,
            List<BsonTimestamp> clusterTimes,
            long fence,
            Supplier<Instant> goesOnFrom) {
        this.parts = parts;
        this.stream = stream;
        this.epoch = epoch;
        this.position = position;
        this.clusterTimes = new ArrayDeque<>(clusterTimes);
        this.fence = fence;
        this.goesOnFrom = goesOnFrom;
    }

    long count() {
        return count;
    }

    void add(ScannedDocument document) {
        StreamId first = place(document.events().size());
        JournalEntry entry = new JournalEntry(
                document.collection(),
                document.documentId(),
                first,
                document.events().size());
        entries.add(entry);
        events.addAll(RelaySources.placed(document.events(), first));
        last = entry.last();
        newest = document.timestamp().isAfter(newest) ? document.timestamp() : newest;
        if (entries.size() >= parts.limits().relayBatch()) {
            flush();
        }
    }

    /** Saves all that was handed over, and where the scan would go on. */
    void flush() {
        Instant from = goesOnFrom.get();
        if (entries.isEmpty()) {
            parts.states().moveScan(fence, from);
            return;
        }
        List<JournalEntry> page = List.copyOf(entries);
        StreamId upTo = last;
        Instant newestOfPage = newest;
        parts.transactions().run(unit -> {
            parts.states().advanceScan(unit, fence, upTo, from);
            parts.journal().append(unit, page, newestOfPage);
        });
        position.savedUpTo(upTo);
        parts.gauges().relayed(stream.add(epoch, events), upTo);
        count += events.size();
        entries.clear();
        events.clear();
        newest = Instant.EPOCH;
    }

    private StreamId place(int size) {
        BsonTimestamp time = clusterTimes.peek();
        if (time != null && last.ordinal() + size + 1 >= StreamId.MOST_ORDINALS) {
            clusterTimes.remove();
            time = clusterTimes.peek();
        }
        if (time == null) {
            throw new IllegalStateException("more documents to scan than cluster times were taken for; starting over");
        }
        return last.next(time);
    }
}
