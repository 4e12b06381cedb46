package dev.coffer.core.events;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import com.mongodb.client.model.WriteModel;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.core.trace.TraceContext;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.bson.Document;

/**
 * The only way to publish. An event is added inside the caller's transaction: it is told if and only if that transaction commits.
 */
public final class Outbox implements DeclaresIndexes {

    static final String COLLECTION = "outbox";

    /** Longer than the worst outage of a consumer that must not lose anything. */
    static final Duration KEPT_FOR = Duration.ofDays(7);

    private static final String SEQUENCES = "event_sequences";

    private final EventTypes types;
    private final Ids ids;
    private final Clock clock;
    private final EventJson json = new EventJson();

    public Outbox(EventTypes types, Ids ids, Clock clock) {
        this.types = types;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Saves the event in the caller's transaction.
     *
     * @return the event with its id, time and seq
     * @throws IllegalArgumentException where the data's record is no registered event type
     * @throws CodedException INVALID_INPUT where the data is larger than 256 KiB
     */
    public EventEnvelope add(UnitOfWork unit, EventDraft draft) {
        return addAll(unit, List.of(draft)).getFirst();
    }

    /** {@link #add} for several events with one write; they are told in the order given. */
    public List<EventEnvelope> addAll(UnitOfWork unit, List<EventDraft> drafts) {
        Map<String, Long> last = lastSeqs(unit, drafts);
        List<EventEnvelope> events = new ArrayList<>(drafts.size());
        for (EventDraft draft : drafts) {
            events.add(envelope(draft.seq() == null ? draft.withSeq(last.merge(draft.key(), 1L, Long::sum)) : draft));
        }
        if (!events.isEmpty()) {
            unit.collection(COLLECTION)
                    .insertMany(
                            unit.session(),
                            events.stream().map(EventEnvelope::toDocument).toList());
        }
        return events;
    }

    /**
     * The event for a business document that carries it (see {@link RelaySource}): the caller embeds
     * {@link EventEnvelope#toDocument} in what it inserts. Nothing is written here.
     *
     * @param draft with its seq: the outbox does not count for documents that are not its own
     */
    public EventEnvelope envelope(EventDraft draft) {
        EventType<?> type = types.of(draft.data());
        String eventId = ids.next();
        String correlationId = draft.correlationId();
        return new EventEnvelope(
                eventId,
                type.name(),
                type.version(),
                clock.instant(),
                draft.tenantId(),
                draft.userId(),
                correlationId == null ? eventId : correlationId,
                draft.causationId(),
                draft.traceparent() == null ? TraceContext.current() : draft.traceparent(),
                draft.key(),
                Objects.requireNonNull(draft.seq(), "a carried event needs its seq"),
                json.data(type, draft.data()));
    }

    /** Takes as many seqs of each key as there are events without one. @return the last seq of each before them */
    private static Map<String, Long> lastSeqs(UnitOfWork unit, List<EventDraft> drafts) {
        // Sorted, so that two transactions meet at the first key that they share.
        Map<String, Long> taken = new TreeMap<>();
        drafts.stream().filter(draft -> draft.seq() == null).forEach(draft -> taken.merge(draft.key(), 1L, Long::sum));
        if (taken.isEmpty()) {
            return taken;
        }
        MongoCollection<Document> sequences = unit.collection(SEQUENCES);
        if (taken.size() == 1) {
            taken.replaceAll((key, count) -> Objects.requireNonNull(sequences.findOneAndUpdate(
                                    unit.session(),
                                    Filters.eq("_id", key),
                                    Updates.inc("seq", count),
                                    new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)))
                            .getLong("seq")
                    - count);
            return taken;
        }
        List<WriteModel<Document>> counted = new ArrayList<>(taken.size());
        taken.forEach((key, count) -> counted.add(new UpdateOneModel<>(
                Filters.eq("_id", key), Updates.inc("seq", count), new UpdateOptions().upsert(true))));
        sequences.bulkWrite(unit.session(), counted);
        Map<String, Long> last = new HashMap<>();
        for (Document sequence : sequences.find(unit.session(), Filters.in("_id", taken.keySet()))) {
            String key = sequence.getString("_id");
            last.put(key, sequence.getLong("seq") - Objects.requireNonNull(taken.get(key)));
        }
        return last;
    }

    /** The relay's view of the outbox. */
    static RelaySource source() {
        return new RelaySource(
                COLLECTION, EventEnvelope.TIMESTAMP, document -> List.of(EventEnvelope.fromDocument(document)));
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(COLLECTION, "outbox_expiry", Indexes.ascending(EventEnvelope.TIMESTAMP))
                .expiringAfter(KEPT_FOR));
    }
}
