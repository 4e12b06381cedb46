package dev.coffer.core.events;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.PushOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.Updates;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.events.DeadLetter.Attempt;
import dev.coffer.core.events.DeadLetter.State;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Events that a consumer of this service could not handle. Nothing expires here. */
public final class DeadLetters implements DeclaresIndexes {

    /** Whose letters are the documents that the relay could not read. */
    public static final String RELAY = "relay";

    static final String COLLECTION = "event_dead_letters";

    private static final String CONSUMER = "consumer";
    private static final String STATE = "state";
    private static final String STREAM_ID = "streamId";
    private static final String ERROR = "error";
    private static final String TENANT = "tenantId";
    private static final int MOST_LISTED = 100;

    /** Tries that a letter remembers; the oldest are forgotten first. */
    private static final int LONGEST_HISTORY = 50;

    private final MongoCollection<Document> letters;
    private final Clock clock;

    public DeadLetters(MongoDatabase database, Clock clock) {
        this.letters = database.getCollection(COLLECTION);
        this.clock = clock;
    }

    /** What became of a wish. */
    public sealed interface Outcome {

        /** @param letter as it is now, or was when it was discarded */
        record Done(DeadLetter letter) implements Outcome {}

        record Refused(EventRefusal code) implements Outcome {}
    }

    /** The oldest letters of a consumer, at most 100. */
    public List<DeadLetter> of(String consumer) {
        return list(Filters.eq(CONSUMER, consumer), Sorts.ascending(STREAM_ID), MOST_LISTED);
    }

    /**
     * Where a letter stands among all.
     *
     * @param at when it came here
     * @param id breaks ties
     */
    public record Place(Instant at, String id) {}

    /**
     * A part of all letters.
     *
     * @param tenantId null for those of all tenants
     * @param consumer null for those of all consumers
     * @param from exclusive; null for the edge of the list
     * @param isForward from the oldest to the newest, or back
     * @param limit at most 101
     */
    public List<DeadLetter> list(
            @Nullable String tenantId, @Nullable String consumer, @Nullable Place from, boolean isForward, int limit) {
        List<Bson> filters = new ArrayList<>();
        filters.add(tenantId == null ? Filters.empty() : Filters.eq(TENANT, tenantId));
        filters.add(consumer == null ? Filters.empty() : Filters.eq(CONSUMER, consumer));
        Bson filter = Filters.and(filters);
        Bson order = isForward ? Sorts.ascending("at", "_id") : Sorts.descending("at", "_id");
        return list(from == null ? filter : beyond(filter, from, isForward), order, Math.min(limit, MOST_LISTED + 1));
    }

    /** An "or" at the root, so that two exact ranges of an index are read and merged, however deep in the list. */
    private static Bson beyond(Bson filter, Place from, boolean isForward) {
        Date at = Date.from(from.at());
        Bson byId = isForward ? Filters.gt("_id", from.id()) : Filters.lt("_id", from.id());
        Bson further = isForward ? Filters.gt("at", at) : Filters.lt("at", at);
        return Filters.or(Filters.and(filter, Filters.eq("at", at), byId), Filters.and(filter, further));
    }

    public long count(String consumer) {
        return letters.countDocuments(Filters.eq(CONSUMER, consumer));
    }

    /** @param tenantId null where those of all tenants may be seen */
    public @Nullable DeadLetter find(@Nullable String tenantId, String id) {
        Document found = letters.find(ofTenant(tenantId, id)).first();
        return found == null ? null : DeadLetter.of(found);
    }

    /**
     * Asks for one more try. The lane that has the letter's key makes it within seconds, in whichever process that is: then the
     * effect and the end of the letter are one transaction. Where it succeeds, the letters that wait behind it follow in order.
     *
     * @param tenantId null where those of all tenants may be retried
     * @throws CodedException NOT_FOUND
     */
    public Outcome retry(@Nullable String tenantId, String id) {
        DeadLetter letter = require(tenantId, id);
        if (letter.consumer().equals(RELAY)) {
            return new Outcome.Refused(EventRefusal.DEAD_LETTER_UNREADABLE);
        }
        if (letter.state() == State.WAITING) {
            return new Outcome.Refused(EventRefusal.DEAD_LETTER_WAITS);
        }
        Document retrying = letters.findOneAndUpdate(
                ofTenant(tenantId, id),
                Updates.set(STATE, State.RETRYING.name()),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        if (retrying == null) {
            throw CodedException.notFound("dead letter", id);
        }
        return new Outcome.Done(DeadLetter.of(retrying));
    }

    /**
     * Gives an event up for this consumer. The letters that wait behind it follow.
     *
     * @param tenantId null where those of all tenants may be discarded
     * @throws CodedException NOT_FOUND
     */
    public Outcome discard(@Nullable String tenantId, String id) {
        Document gone = letters.findOneAndDelete(ofTenant(tenantId, id));
        if (gone == null) {
            throw CodedException.notFound("dead letter", id);
        }
        return new Outcome.Done(DeadLetter.of(gone));
    }

    private DeadLetter require(@Nullable String tenantId, String id) {
        DeadLetter letter = find(tenantId, id);
        if (letter == null) {
            throw CodedException.notFound("dead letter", id);
        }
        return letter;
    }

    void add(UnitOfWork unit, String consumer, Delivery delivery, State state, List<Attempt> attempts) {
        Document letter = new Document("_id", consumer + "/" + delivery.id())
                .append(CONSUMER, consumer)
                .append(STATE, state.name())
                .append(STREAM_ID, delivery.id().sortable())
                .append(TENANT, EventJson.tenantOf(delivery.envelope()))
                .append("eventType", delivery.eventType())
                .append("key", delivery.key())
                .append("payload", delivery.envelope())
                .append(
                        ERROR,
                        attempts.isEmpty()
                                ? "an earlier event of the key is poisoned"
                                : attempts.getLast().error())
                .append("history", attempts.stream().map(Attempt::toDocument).toList())
                .append("at", Date.from(clock.instant()));
        unit.collection(COLLECTION)
                .replaceOne(
                        unit.session(),
                        Filters.eq("_id", letter.get("_id")),
                        letter,
                        new ReplaceOptions().upsert(true));
    }

    /** Puts a document of the emitter aside whose events cannot be read. */
    void addUnreadable(String service, String collection, Document document, RuntimeException failure) {
        String id = RELAY + "/" + collection + "/" + document.get("_id");
        Attempt attempt = Attempt.of(clock.instant(), failure);
        Document letter = new Document("_id", id)
                .append(CONSUMER, RELAY)
                .append(STATE, State.POISONED.name())
                .append(STREAM_ID, StreamId.ZERO.sortable())
                .append(TENANT, document.get(TENANT) instanceof String tenant ? tenant : null)
                .append("eventType", service + "." + collection)
                .append("key", String.valueOf(document.get("_id")))
                .append("payload", document.toJson())
                .append(ERROR, attempt.error())
                .append("history", List.of(attempt.toDocument()))
                .append("at", Date.from(attempt.at()));
        letters.replaceOne(Filters.eq("_id", id), letter, new ReplaceOptions().upsert(true));
    }

    /** The keys that have a letter: where later events wait, they are the ones that wait. */
    Set<String> blockedKeys(String consumer) {
        return letters.distinct("key", Filters.eq(CONSUMER, consumer), String.class)
                .into(new HashSet<>());
    }

    /** What somebody wants to be tried again, the oldest first. */
    List<Document> retrying(String consumer) {
        return letters.find(Filters.and(Filters.eq(CONSUMER, consumer), Filters.eq(STATE, State.RETRYING.name())))
                .sort(Sorts.ascending(STREAM_ID))
                .limit(MOST_LISTED)
                .into(new ArrayList<>());
    }

    /** The oldest letter of a key, null if there is none. */
    @Nullable
    Document first(String consumer, String key) {
        return letters.find(Filters.and(Filters.eq(CONSUMER, consumer), Filters.eq("key", key)))
                .sort(Sorts.ascending(STREAM_ID))
                .first();
    }

    /** Ends a letter inside the transaction of its effect. @throws LeaseLost where somebody else has ended it */
    void settle(UnitOfWork unit, Document letter) {
        long gone = unit.collection(COLLECTION)
                .deleteOne(unit.session(), Filters.eq("_id", letter.get("_id")))
                .getDeletedCount();
        if (gone == 0) {
            throw new LeaseLost("dead letter " + letter.get("_id") + " is settled already");
        }
    }

    void failedAgain(Document letter, Throwable failure) {
        Attempt attempt = Attempt.of(clock.instant(), failure);
        letters.updateOne(
                Filters.eq("_id", letter.get("_id")),
                Updates.combine(
                        Updates.set(STATE, State.POISONED.name()),
                        Updates.set(ERROR, attempt.error()),
                        Updates.pushEach(
                                "history", List.of(attempt.toDocument()), new PushOptions().slice(-LONGEST_HISTORY))));
    }

    static Delivery deliveryOf(Document letter) {
        return new Delivery(
                StreamId.parseSortable(letter.getString(STREAM_ID)),
                letter.getString("eventType"),
                letter.getString("key"),
                letter.getString("payload"),
                null);
    }

    static State stateOf(Document letter) {
        return State.valueOf(letter.getString(STATE));
    }

    private List<DeadLetter> list(Bson filter, Bson order, int limit) {
        return letters.find(filter).sort(order).limit(limit).map(DeadLetter::of).into(new ArrayList<>());
    }

    private static Bson ofTenant(@Nullable String tenantId, String id) {
        return tenantId == null
                ? Filters.eq("_id", id)
                : Filters.and(Filters.eq("_id", id), Filters.eq(TENANT, tenantId));
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "letters_of_consumer", Indexes.ascending(CONSUMER, "key", STREAM_ID)),
                IndexDeclaration.on(COLLECTION, "letters_in_order", Indexes.ascending(CONSUMER, STREAM_ID)),
                IndexDeclaration.on(COLLECTION, "letters_by_state", Indexes.ascending(CONSUMER, STATE, STREAM_ID)),
                IndexDeclaration.on(COLLECTION, "letters_of_tenant", Indexes.ascending(TENANT, "at", "_id")),
                IndexDeclaration.on(
                        COLLECTION,
                        "letters_of_tenant_and_consumer",
                        Indexes.ascending(TENANT, CONSUMER, "at", "_id")));
    }
}
