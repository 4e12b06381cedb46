package dev.coffer.core.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bson.BsonDocument;

/** How far one leased run of the relay has come, and what of it is not saved yet. */
final class RelayPosition {

    /** A checkpoint comes early where so many documents were published since the last one. */
    private static final int MOST_PENDING = 5_000;

    private final RelayStates states;
    private final Journal journal;
    private final long fence;
    private final List<JournalEntry> pending = new ArrayList<>();
    private StreamId last;
    private StreamId saved;
    private Map<String, LaneReport> lanes;

    RelayPosition(RelayStates states, Journal journal, RelayState state) {
        this.states = states;
        this.journal = journal;
        this.fence = state.fence();
        this.last = state.last();
        this.saved = state.last();
        this.lanes = state.lanes();
    }

    /** The id of the last event that was given one. */
    StreamId last() {
        return last;
    }

    /** The id of the last event that the journal is known to have. */
    StreamId saved() {
        return saved;
    }

    /** Takes what the lanes told; one that is silent for the moment is remembered as it was. */
    void heard(Map<String, LaneReport> reports) {
        Map<String, LaneReport> merged = new HashMap<>(lanes);
        merged.putAll(reports);
        lanes = Map.copyOf(merged);
    }

    /** The smallest position that a lane still waits at. */
    Optional<StreamId> smallestLane(Instant now) {
        return lanes.values().stream()
                .filter(report -> !report.isForgotten(now))
                .map(LaneReport::position)
                .min(StreamId::compareTo);
    }

    void given(JournalEntry entry) {
        pending.add(entry);
        last = entry.last();
    }

    /** For what a scan has saved by itself. */
    void savedUpTo(StreamId id) {
        last = id;
        saved = id;
    }

    boolean isFull() {
        return pending.size() >= MOST_PENDING;
    }

    boolean hasPending() {
        return !pending.isEmpty();
    }

    /** The journal first: a position without its journal would leave a hole in every later refill. */
    void save(BsonDocument token) {
        journal.append(pending);
        states.checkpoint(fence, last, token, lanes);
        pending.clear();
        saved = last;
    }
}
