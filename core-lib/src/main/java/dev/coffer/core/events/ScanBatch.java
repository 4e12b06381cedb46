package dev.coffer.core.events;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.bson.BsonTimestamp;

/** Gives what a scan found its ids, in the journal first and then in the stream: once it is in the journal, its id stays. */
final class ScanBatch {

    private final RelayParts parts;
    private final RelayStream stream;
    private final String epoch;
    private final RelayPosition position;
    private final Deque<BsonTimestamp> clusterTimes;
    private final long fence;
    private final List<JournalEntry> entries = new ArrayList<>();
    private final List<Relayed> events = new ArrayList<>();
    private StreamId last = StreamId.ZERO;
    private long count;

    ScanBatch(
            RelayParts parts,
            RelayStream stream,
            String epoch,
            RelayPosition position,
            List<BsonTimestamp> clusterTimes,
            long fence) {
        this.parts = parts;
        this.stream = stream;
        this.epoch = epoch;
        this.position = position;
        this.clusterTimes = new ArrayDeque<>(clusterTimes);
        this.fence = fence;
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
        if (entries.size() >= parts.limits().relayBatch()) {
            flush();
        }
    }

    void flush() {
        if (entries.isEmpty()) {
            return;
        }
        List<JournalEntry> page = List.copyOf(entries);
        StreamId upTo = last;
        parts.transactions().run(unit -> {
            parts.states().advanceScan(unit, fence, upTo);
            parts.journal().append(unit, page);
        });
        position.savedUpTo(upTo);
        parts.gauges().relayed(stream.add(epoch, events), upTo);
        count += events.size();
        entries.clear();
        events.clear();
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
