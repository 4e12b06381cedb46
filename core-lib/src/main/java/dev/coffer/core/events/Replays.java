package dev.coffer.core.events;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Tells one consumer again what this service told before, from MongoDB: for a consumer that was wrong and is mended. A replay is
 * recorded here and carried out by whichever process of the service takes it up; it goes on after that process is gone. Each of
 * its events is an outbox document of its own, addressed to that consumer: so it is relayed, ordered and applied exactly once like
 * everything else. A consumer whose effects refuse a seq that they have seen refuses a replay too.
 */
public final class Replays implements DeclaresIndexes {

    /** More than this would make the outbox too large. */
    static final int MOST_EVENTS = 1_000_000;

    /** Elements of a page, and one more to see whether there are more. */
    private static final int MOST_LISTED = 101;

    private final MongoDatabase database;
    private final ReplayRecords records;
    private final Ids ids;
    private final Clock clock;

    public Replays(MongoDatabase database, Ids ids, Clock clock) {
        this.database = database;
        this.records = new ReplayRecords(database);
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What to tell again, and to whom.
     *
     * @param id names the replay: asked for again, it is the same one
     * @param tenantId null for the events of all tenants
     * @param eventType "user.registered"
     * @param from when the events happened, inclusive, to the millisecond
     * @param to exclusive, likewise
     * @param consumer the only one to be told
     */
    public record Request(
            String id, @Nullable String tenantId, String eventType, Instant from, Instant to, String consumer) {

        public Request {
            if (id.isBlank() || id.length() > 255) {
                throw CodedException.invalid("input.idempotencyKey", "A key has 1 to 255 characters.");
            }
            from = from.truncatedTo(ChronoUnit.MILLIS);
            to = to.truncatedTo(ChronoUnit.MILLIS);
            if (!from.isBefore(to)) {
                throw CodedException.invalid(
                        "input.from", "The start " + from + " must lie before the end " + to + ".");
            }
        }

        boolean isFor(EventEnvelope event) {
            return event.replayedTo() == null
                    && event.eventType().equals(eventType)
                    && (tenantId == null || event.tenantId().equals(tenantId));
        }
    }

    /** What came of asking for a replay, or of calling one off. */
    public sealed interface Result {

        /** @param replay as it is now; it may be one that was asked for before */
        record Recorded(EventReplay replay) implements Result {}

        /** @param detail a sentence on what was wrong */
        record Refused(EventRefusal code, String detail) implements Result {}
    }

    /** The place of a replay in a list. */
    public record Place(Instant startedAt, String id) {}

    /** Has a replay carried out; returns at once. @param requestedBy a user's id, or what asks in place of a user */
    public Result start(Request request, String requestedBy) {
        Set<String> known = knownConsumers();
        if (!known.contains(request.consumer())) {
            return new Result.Refused(
                    EventRefusal.UNKNOWN_CONSUMER,
                    "No consumer " + request.consumer() + " reads these events; those that do are " + known + ".");
        }
        EventReplay replay = records.start(ids.next(), request, requestedBy, clock.instant());
        if (!replay.request().equals(request)) {
            return new Result.Refused(
                    EventRefusal.REPLAY_KEY_TAKEN,
                    "The replay " + request.id() + " of " + replay.startedAt() + " is another one: " + replay.request()
                            + ".");
        }
        return new Result.Recorded(replay);
    }

    /** Calls a replay off: what it has told stays told. @throws CodedException NOT_FOUND */
    public Result cancel(@Nullable String tenantId, String id, String by) {
        EventReplay cancelled = records.cancel(tenantId, id, by);
        if (cancelled != null) {
            return new Result.Recorded(cancelled);
        }
        if (records.find(tenantId, id) == null) {
            throw CodedException.notFound("replay", id);
        }
        return new Result.Refused(EventRefusal.REPLAY_OVER, EventRefusal.REPLAY_OVER.meaning());
    }

    /** @param tenantId null where those of all tenants may be seen */
    public @Nullable EventReplay find(@Nullable String tenantId, String id) {
        return records.find(tenantId, id);
    }

    /**
     * A part of all replays, the newest first.
     *
     * @param tenantId null for those of all tenants
     * @param from exclusive; null for the edge of the list
     * @param isForward from the newest to the oldest, or back
     * @param limit at most 101
     */
    public List<EventReplay> list(@Nullable String tenantId, @Nullable Place from, boolean isForward, int limit) {
        return records.list(tenantId, from, isForward, Math.min(limit, MOST_LISTED));
    }

    /** Those whose lanes have ever reported to the relay. */
    private Set<String> knownConsumers() {
        Set<String> known = new TreeSet<>();
        for (Document state : database.getCollection(RelayStates.COLLECTION).find()) {
            for (String lane : state.get("lanes", new Document()).keySet()) {
                known.add(lane.substring(0, lane.indexOf('/')));
            }
        }
        return known;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return ReplayRecords.indexes();
    }
}
