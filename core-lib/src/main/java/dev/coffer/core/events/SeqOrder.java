package dev.coffer.core.events;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Puts documents that come in order of their timestamps into an order in which the events of each key have rising seq. The clocks
 * of two writers may differ by as much as the window holds back.
 */
final class SeqOrder {

    static final Duration WINDOW = Duration.ofSeconds(10);

    private final Consumer<ScannedDocument> next;
    private final Deque<ScannedDocument> held = new ArrayDeque<>();
    private final Map<String, PriorityQueue<Place>> byKey = new HashMap<>();
    private final Set<ScannedDocument> given = Collections.newSetFromMap(new IdentityHashMap<>());

    /** One event of a held document. */
    private record Place(long seq, ScannedDocument document) {}

    SeqOrder(Consumer<ScannedDocument> next) {
        this.next = next;
    }

    void accept(ScannedDocument document) {
        held.add(document);
        for (EventEnvelope event : document.events()) {
            byKey.computeIfAbsent(event.key(), key -> new PriorityQueue<>(Comparator.comparingLong(Place::seq)))
                    .add(new Place(event.seq(), document));
        }
        giveUntil(document.timestamp().minus(WINDOW));
    }

    /** When the oldest document that is not handed over yet was made; null where there is none. */
    @Nullable
    Instant oldestHeld() {
        ScannedDocument oldest = held.peek();
        return oldest == null ? null : oldest.timestamp();
    }

    void end() {
        giveUntil(Instant.MAX);
    }

    private void giveUntil(Instant time) {
        ScannedDocument oldest = held.peek();
        while (oldest != null && !oldest.timestamp().isAfter(time)) {
            give(oldest);
            held.remove();
            given.remove(oldest);
            oldest = held.peek();
        }
    }

    /** Whatever has a smaller seq of one of its keys goes first; a document is marked before, so that a cycle ends. */
    private void give(ScannedDocument document) {
        if (!given.add(document)) {
            return;
        }
        for (EventEnvelope event : document.events()) {
            PriorityQueue<Place> queue = byKey.get(event.key());
            while (queue != null && !queue.isEmpty() && queue.peek().seq() < event.seq()) {
                give(queue.remove().document());
            }
        }
        for (EventEnvelope event : document.events()) {
            PriorityQueue<Place> queue = byKey.get(event.key());
            if (queue != null) {
                queue.removeIf(place -> place.document() == document);
                if (queue.isEmpty()) {
                    byKey.remove(event.key());
                }
            }
        }
        next.accept(document);
    }
}
