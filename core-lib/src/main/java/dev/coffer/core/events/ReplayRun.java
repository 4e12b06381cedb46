package dev.coffer.core.events;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries out one replay, from where it has come to. */
final class ReplayRun {

    private static final Logger log = LoggerFactory.getLogger(ReplayRun.class);
    private static final int BATCH = 200;

    private final Parts parts;
    private final ReplayRecords.Claim claim;
    private final Replays.Request request;
    private long renewedNanos = System.nanoTime();

    /** What every run of a service's replays works with. */
    record Parts(
            MongoClient client,
            RelaySources sources,
            Transactions transactions,
            ReplayRecords records,
            Duration lease,
            Clock clock,
            StopSignal stop) {}

    ReplayRun(Parts parts, ReplayRecords.Claim claim) {
        this.parts = parts;
        this.claim = claim;
        this.request = claim.replay().request();
    }

    /** The service stops in the middle of a replay. */
    static final class Stopped extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Stopped() {
            super("the service stops");
        }
    }

    /** @throws LeaseLost where another process has it now, or it was called off @throws Stopped as it says */
    void run() {
        Integer matched = claim.replay().matched();
        if (matched == null) {
            matched = count();
            if (matched > Replays.MOST_EVENTS) {
                parts.records()
                        .failed(
                                claim,
                                EventRefusal.REPLAY_TOO_LARGE + ": " + matched + " events match; at most "
                                        + Replays.MOST_EVENTS + " are replayed at once.");
                return;
            }
            parts.records().counted(claim, matched);
        }
        Copying copying = new Copying();
        scan(start(), copying);
        copying.flush();
        parts.records().done(claim);
        log.info("{} events {} replayed to {}", matched, request.eventType(), request.consumer());
    }

    private int count() {
        int[] count = new int[1];
        scan(request.from(), (at, event) -> count[0]++);
        return count[0];
    }

    /** A little before what is told last: events of one key are told by their seq, be their clocks apart by so much. */
    private Instant start() {
        Instant reached = claim.reached();
        Instant again = reached == null ? request.from() : reached.minus(SeqOrder.WINDOW);
        return again.isAfter(request.from()) ? again : request.from();
    }

    private void scan(Instant from, BiConsumer<Instant, EventEnvelope> found) {
        if (!from.isBefore(request.to())) {
            return;
        }
        try (ClientSession session = parts.client().startSession()) {
            new SourceScan(parts.sources(), BATCH, this::eventsOf)
                    .run(
                            session,
                            from,
                            request.to(),
                            (collection, id) -> isGoingOn(),
                            document -> document.events().stream()
                                    .filter(request::isFor)
                                    .forEach(event -> found.accept(document.timestamp(), event)));
        }
    }

    private boolean isGoingOn() {
        if (parts.stop().isGiven()) {
            throw new Stopped();
        }
        if (System.nanoTime() - renewedNanos > parts.lease().toNanos() / 3) {
            parts.records().renew(claim, parts.lease());
            renewedNanos = System.nanoTime();
        }
        return true;
    }

    /** What cannot be read never was an event: the relay has put it to the dead letters. */
    private List<EventEnvelope> eventsOf(String collection, Document document) {
        try {
            return parts.sources().eventsOf(collection, document);
        } catch (RuntimeException unreadable) {
            log.debug("{} {} tells no readable event", collection, document.get("_id"), unreadable);
            return List.of();
        }
    }

    /** Saves copies for the consumer, in the order in which they come; what was copied before is left out. */
    private final class Copying implements BiConsumer<Instant, EventEnvelope> {

        private final List<Document> copies = new ArrayList<>();
        private @Nullable Instant reached = claim.reached();

        @Override
        public void accept(Instant at, EventEnvelope event) {
            copies.add(event.toReplayDocument(
                    "replay/" + request.consumer() + "/" + request.id() + "/" + event.eventId(),
                    request.consumer(),
                    parts.clock().instant()));
            Instant before = reached;
            reached = before == null || at.isAfter(before) ? at : before;
            if (copies.size() >= BATCH) {
                flush();
            }
        }

        private void flush() {
            Instant upTo = reached;
            if (copies.isEmpty() || upTo == null) {
                return;
            }
            List<Document> batch = List.copyOf(copies);
            copies.clear();
            List<String> ids = batch.stream().map(copy -> copy.getString("_id")).toList();
            parts.transactions().run(unit -> {
                Set<String> told = new HashSet<>();
                unit.collection(Outbox.COLLECTION)
                        .find(unit.session(), Filters.in("_id", ids))
                        .forEach(copy -> told.add(copy.getString("_id")));
                List<Document> fresh = batch.stream()
                        .filter(copy -> !told.contains(copy.getString("_id")))
                        .toList();
                parts.records().told(unit, claim, fresh.size(), upTo, parts.lease());
                if (!fresh.isEmpty()) {
                    unit.collection(Outbox.COLLECTION).insertMany(unit.session(), fresh);
                }
            });
            renewedNanos = System.nanoTime();
        }
    }
}
