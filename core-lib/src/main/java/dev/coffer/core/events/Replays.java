package dev.coffer.core.events;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.Transactions;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.bson.Document;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells one consumer again what this service told before, from MongoDB: for a consumer that was wrong and is mended. Each event of
 * a replay is an outbox document of its own, addressed to that consumer; so a replay is relayed, ordered and applied exactly once
 * like everything else, and survives whatever everything else survives. A consumer whose effects refuse a seq that they have seen
 * refuses a replay too.
 */
public final class Replays {

    /** More than this in one call would hold the caller up for too long. */
    static final int MOST_EVENTS = 100_000;

    private static final Logger log = LoggerFactory.getLogger(Replays.class);
    private static final int BATCH = 200;

    private final MongoClient client;
    private final RelaySources sources;
    private final Transactions transactions;
    private final Clock clock;

    /** @param carrying collections that carry events beside the outbox */
    public Replays(
            MongoClient client,
            MongoDatabase database,
            List<RelaySource> carrying,
            Transactions transactions,
            Clock clock) {
        this.client = client;
        this.sources = new RelaySources(database, carrying);
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * What to tell again, and to whom.
     *
     * @param id names the replay: asked for again, it goes on where it was interrupted and repeats nothing
     * @param tenantId null for the events of all tenants
     * @param eventType "user.registered"
     * @param from when the events happened, inclusive
     * @param to exclusive
     * @param consumer the only one to be told
     */
    public record Request(
            String id, @Nullable String tenantId, String eventType, Instant from, Instant to, String consumer) {

        public Request {
            if (id.isBlank() || id.length() > 255) {
                throw CodedException.invalid("input.idempotencyKey", "A key has 1 to 255 characters.");
            }
            if (!from.isBefore(to)) {
                throw CodedException.invalid(
                        "input.from", "The start " + from + " must lie before the end " + to + ".");
            }
        }

        private boolean isFor(EventEnvelope event) {
            return event.replayedTo() == null
                    && event.eventType().equals(eventType)
                    && (tenantId == null || event.tenantId().equals(tenantId));
        }
    }

    /** What came of it. */
    public sealed interface Result {

        /** @param events how many the consumer will have been told, those of an interrupted replay of the same id included */
        record Replayed(int events) implements Result {}

        /** @param detail a sentence on what was wrong */
        record Refused(EventRefusal code, String detail) implements Result {}
    }

    /** Returns when every event is saved for the relay, which tells them in their old order per key. */
    public Result replay(Request request) {
        Set<String> known = knownConsumers();
        if (!known.contains(request.consumer())) {
            return new Result.Refused(
                    EventRefusal.UNKNOWN_CONSUMER,
                    "No consumer " + request.consumer() + " reads these events; those that do are " + known + ".");
        }
        Counting counting = new Counting();
        scan(request, counting);
        if (counting.count > MOST_EVENTS) {
            return new Result.Refused(
                    EventRefusal.REPLAY_TOO_LARGE,
                    counting.count + " events match; at most " + MOST_EVENTS + " are replayed at once.");
        }
        Copying copying = new Copying(request);
        scan(request, copying);
        copying.flush();
        log.info("{} events {} replayed to {}", copying.count, request.eventType(), request.consumer());
        return new Result.Replayed(copying.count);
    }

    /** Those whose lanes have ever reported to the relay. */
    private Set<String> knownConsumers() {
        Set<String> known = new TreeSet<>();
        for (Document state :
                sources.database().getCollection(RelayStates.COLLECTION).find()) {
            for (String lane : state.get("lanes", new Document()).keySet()) {
                known.add(lane.substring(0, lane.indexOf('/')));
            }
        }
        return known;
    }

    private void scan(Request request, Consumer<EventEnvelope> found) {
        try (ClientSession session = client.startSession()) {
            new SourceScan(sources, BATCH, this::eventsOf)
                    .run(
                            session,
                            request.from(),
                            request.to(),
                            (collection, id) -> true,
                            document -> document.events().stream()
                                    .filter(request::isFor)
                                    .forEach(found));
        }
    }

    /** What cannot be read never was an event: the relay has put it to the dead letters. */
    private List<EventEnvelope> eventsOf(String collection, Document document) {
        try {
            return sources.eventsOf(collection, document);
        } catch (RuntimeException unreadable) {
            log.debug("{} {} tells no readable event", collection, document.get("_id"), unreadable);
            return List.of();
        }
    }

    private static final class Counting implements Consumer<EventEnvelope> {

        private int count;

        @Override
        public void accept(EventEnvelope event) {
            count++;
        }
    }

    /** Saves copies for the consumer, in the order in which they come. */
    private final class Copying implements Consumer<EventEnvelope> {

        private final Request request;
        private final List<Document> copies = new ArrayList<>();
        private int count;

        private Copying(Request request) {
            this.request = request;
        }

        @Override
        public void accept(EventEnvelope event) {
            copies.add(event.toReplayDocument(
                    "replay/" + request.consumer() + "/" + request.id() + "/" + event.eventId(),
                    request.consumer(),
                    clock.instant()));
            count++;
            if (copies.size() >= BATCH) {
                flush();
            }
        }

        private void flush() {
            if (copies.isEmpty()) {
                return;
            }
            List<Document> batch = List.copyOf(copies);
            copies.clear();
            List<String> ids = batch.stream().map(copy -> copy.getString("_id")).toList();
            transactions.run(unit -> {
                Set<String> told = new HashSet<>();
                unit.collection(Outbox.COLLECTION)
                        .find(unit.session(), Filters.in("_id", ids))
                        .forEach(copy -> told.add(copy.getString("_id")));
                List<Document> fresh = batch.stream()
                        .filter(copy -> !told.contains(copy.getString("_id")))
                        .toList();
                if (!fresh.isEmpty()) {
                    unit.collection(Outbox.COLLECTION).insertMany(unit.session(), fresh);
                }
            });
        }
    }
}
