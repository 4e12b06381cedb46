package dev.coffer.core.events;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.bson.BsonDocument;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How far one leased run of the relay has come, and what of it is not saved yet. */
final class RelayPosition {

    private static final Logger log = LoggerFactory.getLogger(RelayPosition.class);

    /** A checkpoint comes early where so many documents were published since the last one. */
    private static final int MOST_PENDING = 5_000;

    private final RelayStates states;
    private final Journal journal;
    private final long fence;
    private final List<JournalEntry> pending = new ArrayList<>();
    private StreamId last;
    private StreamId saved;
    private Map<String, LaneReport> lanes;
    private @Nullable CompletableFuture<StreamId> underWay;

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

    /**
     * Saves what is given so far while the relay goes on; one save at a time, in order.
     *
     * @return false where the one before is still under way: ask again
     */
    boolean beginSave(BsonDocument token) {
        CompletableFuture<StreamId> before = underWay;
        if (before != null && !before.isDone()) {
            return false;
        }
        settle();
        List<JournalEntry> entries = List.copyOf(pending);
        pending.clear();
        StreamId upTo = last;
        Map<String, LaneReport> heard = lanes;
        underWay = CompletableFuture.supplyAsync(() -> save(entries, upTo, token, heard), Thread::startVirtualThread);
        return true;
    }

    /** The journal first: a position without its journal would leave a hole in every later refill. */
    private StreamId save(
            List<JournalEntry> entries, StreamId upTo, BsonDocument token, Map<String, LaneReport> heard) {
        journal.append(entries);
        states.checkpoint(fence, upTo, token, heard);
        return upTo;
    }

    /** Waits for the save that is under way, if any. @throws RuntimeException what made it fail */
    void settle() {
        CompletableFuture<StreamId> before = underWay;
        if (before == null) {
            return;
        }
        underWay = null;
        try {
            saved = before.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    /** Waits until no save is under way, whatever becomes of it: the next run must not be overtaken by it. */
    void awaitSave() {
        CompletableFuture<StreamId> before = underWay;
        if (before != null) {
            saved = before.exceptionally(failure -> {
                        log.debug("the last save of a failed run failed too", failure);
                        return saved;
                    })
                    .join();
        }
    }
}
