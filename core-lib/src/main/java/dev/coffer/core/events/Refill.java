package dev.coffer.core.events;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Puts what was relayed before into an empty stream again: the same events, the same ids, from the journal and the documents. */
final class Refill {

    private static final Logger log = LoggerFactory.getLogger(Refill.class);

    private final RelayParts parts;
    private final RelayStream stream;
    private final String epoch;
    private final long fence;

    Refill(RelayParts parts, RelayStream stream, String epoch, long fence) {
        this.parts = parts;
        this.stream = stream;
        this.epoch = epoch;
        this.fence = fence;
    }

    /** @param after exclusive @param upTo inclusive, the last id of the journal */
    void fill(StreamId after, StreamId upTo) {
        if (!upTo.isAfter(after)) {
            return;
        }
        long added = 0;
        StreamId last = after;
        for (List<JournalEntry> page : parts.journal().after(after)) {
            List<JournalEntry> fresh = new ArrayList<>();
            for (JournalEntry entry : page) {
                if (entry.last().isAfter(last) && !entry.last().isAfter(upTo)) {
                    fresh.add(entry);
                    last = entry.last();
                }
            }
            added += add(fresh, after);
            parts.states().renew(fence);
            if (parts.stop().isGiven()) {
                throw new LeaseLost("stopped while filling the stream");
            }
        }
        parts.gauges().refilled(added);
        log.atLevel(added > 0 ? Level.INFO : Level.DEBUG)
                .log("{}: stream filled anew with {} events after {}", parts.service(), added, after);
    }

    private long add(List<JournalEntry> entries, StreamId after) {
        long added = 0;
        int batch = parts.limits().relayBatch();
        for (int from = 0; from < entries.size(); from += batch) {
            List<Relayed> events =
                    parts.sources().read(entries.subList(from, Math.min(entries.size(), from + batch))).stream()
                            .filter(relayed -> relayed.id().isAfter(after))
                            .toList();
            if (!events.isEmpty()) {
                added += stream.add(epoch, events);
            }
        }
        return added;
    }
}
