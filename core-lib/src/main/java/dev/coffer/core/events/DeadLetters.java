package dev.coffer.core.events;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.Sorts;
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

/** Events that a consumer could not handle, with everything needed to understand and repeat them. Nothing expires here. */
public final class DeadLetters implements DeclaresIndexes {

    /** Whose letters are the documents that the relay could not read. */
    public static final String RELAY = "relay";

    static final String COLLECTION = "event_dead_letters";

    private static final int LONGEST_ERROR = 1_000;
    private static final int MOST_LISTED = 100;

    private final MongoCollection<Document> letters;
    private final Clock clock;

    public DeadLetters(MongoDatabase database, Clock clock) {
        this.letters = database.getCollection(COLLECTION);
        this.clock = clock;
    }

    /** Why a letter is here. */
    public enum State {
        /** Its own handling failed at every try. */
        POISONED,
        /** It was never tried: an earlier event of its key is poisoned. */
        WAITING
    }

    /**
     * @param id of the letter: "consumer/eventId"
     * @param eventKey the key whose order counts
     * @param error of the last try, class and message
     * @param payload the envelope as JSON; personal data, so {@link #toString} leaves it out
     * @param at when it came here
     */
    public record DeadLetter(
            String id,
            String consumer,
            State state,
            String eventType,
            String eventKey,
            String error,
            String payload,
            Instant at) {

        @Override
        public String toString() {
            return id + " " + eventType + " " + state + ": " + error;
        }
    }

    /** One failed try. */
    record Attempt(Instant at, String error) {

        static Attempt of(Instant at, Throwable failure) {
            String text = failure.toString();
            return new Attempt(at, text.substring(0, Math.min(text.length(), LONGEST_ERROR)));
        }
    }

    /** The oldest letters of a consumer, at most 100. */
    public List<DeadLetter> of(String consumer) {
        return letters.find(Filters.eq("consumer", consumer))
                .sort(Sorts.ascending("streamId"))
                .limit(MOST_LISTED)
                .map(DeadLetters::letterOf)
                .into(new ArrayList<>());
    }

    public long count(String consumer) {
        return letters.countDocuments(Filters.eq("consumer", consumer));
    }

    void add(UnitOfWork unit, String consumer, Delivery delivery, State state, List<Attempt> attempts) {
        Document letter = new Document("_id", consumer + "/" + delivery.id())
                .append("consumer", consumer)
                .append("state", state.name())
                .append("streamId", delivery.id().sortable())
                .append("eventType", delivery.eventType())
                .append("key", delivery.key())
                .append("payload", delivery.envelope())
                .append(
                        "error",
                        attempts.isEmpty()
                                ? "an earlier event of the key is poisoned"
                                : attempts.getLast().error())
                .append(
                        "history",
                        attempts.stream().map(DeadLetters::toDocument).toList())
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
                .append("consumer", RELAY)
                .append("state", State.POISONED.name())
                .append("streamId", StreamId.ZERO.sortable())
                .append("eventType", service + "." + collection)
                .append("key", String.valueOf(document.get("_id")))
                .append("payload", document.toJson())
                .append("error", attempt.error())
                .append("history", List.of(toDocument(attempt)))
                .append("at", Date.from(attempt.at()));
        letters.replaceOne(Filters.eq("_id", id), letter, new ReplaceOptions().upsert(true));
    }

    /** The keys that have a letter: where later events wait, they are the ones that wait. */
    Set<String> blockedKeys(String consumer) {
        return letters.distinct("key", Filters.eq("consumer", consumer), String.class)
                .into(new HashSet<>());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                        COLLECTION, "letters_of_consumer", Indexes.ascending("consumer", "key", "streamId")),
                IndexDeclaration.on(COLLECTION, "letters_in_order", Indexes.ascending("consumer", "streamId")));
    }

    private static Document toDocument(Attempt attempt) {
        return new Document("at", Date.from(attempt.at())).append("error", attempt.error());
    }

    private static DeadLetter letterOf(Document letter) {
        return new DeadLetter(
                letter.getString("_id"),
                letter.getString("consumer"),
                State.valueOf(letter.getString("state")),
                letter.getString("eventType"),
                letter.getString("key"),
                letter.getString("error"),
                letter.getString("payload"),
                letter.getDate("at").toInstant());
    }
}
