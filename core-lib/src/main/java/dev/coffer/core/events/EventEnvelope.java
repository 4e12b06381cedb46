package dev.coffer.core.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Objects;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * An event as it is stored and travels.
 *
 * @param eventId unique over all services
 * @param eventType registered name, "user.registered"
 * @param version of the data's shape
 * @param timestamp when it was added to its transaction, by the emitter's clock, in milliseconds
 * @param tenantId whose event this is
 * @param userId on whose behalf, null for the system's own doing
 * @param correlationId what all this belongs to; the event's own id where nothing came before it
 * @param causationId the event that this one answers, null if none
 * @param traceparent W3C trace context, null where nothing is traced
 * @param key events of one key are handled in commit order
 * @param seq position among the emitter's events of that key, from 1 without gaps
 * @param data the event's record as JSON text; may hold personal data, so {@link #toString} leaves it out
 * @param replayedTo the only consumer that this repeat is for; null for the event itself
 */
public record EventEnvelope(
        String eventId,
        String eventType,
        int version,
        Instant timestamp,
        String tenantId,
        @Nullable String userId,
        String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        String key,
        long seq,
        String data,
        @Nullable String replayedTo) {

    static final String TIMESTAMP = "timestamp";

    static final String EVENT_ID = "eventId";
    static final String REPLAYED_TO = "replayedTo";
    static final String DATA = "data";

    private static final String HAPPENED_AT = "happenedAt";

    public EventEnvelope {
        timestamp = timestamp.truncatedTo(ChronoUnit.MILLIS);
    }

    /** An event as it happens, which is for everybody. */
    public EventEnvelope(
            String eventId,
            String eventType,
            int version,
            Instant timestamp,
            String tenantId,
            @Nullable String userId,
            String correlationId,
            @Nullable String causationId,
            @Nullable String traceparent,
            String key,
            long seq,
            String data) {
        this(
                eventId,
                eventType,
                version,
                timestamp,
                tenantId,
                userId,
                correlationId,
                causationId,
                traceparent,
                key,
                seq,
                data,
                null);
    }

    /**
     * The stored form of a repeat of this event for one consumer: an outbox document of its own, kept as long as any other, that
     * holds the event's own id and time beside it.
     *
     * @param documentId the same for the same event in the same replay
     */
    Document toReplayDocument(String documentId, String consumer, Instant now) {
        Document document = toDocument();
        document.put("_id", documentId);
        document.put(TIMESTAMP, Date.from(now));
        return document.append(EVENT_ID, eventId)
                .append(HAPPENED_AT, Date.from(timestamp))
                .append(REPLAYED_TO, consumer);
    }

    /** The stored form, for the outbox and for business documents that carry their event: see {@link #fromDocument}. */
    public Document toDocument() {
        Document document = new Document("_id", eventId).append(TIMESTAMP, Date.from(timestamp));
        eachField(document::append);
        return document.append(DATA, data);
    }

    /** Reads what {@link #toDocument} wrote. @throws NullPointerException where a field is missing */
    public static EventEnvelope fromDocument(Document document) {
        boolean isReplay = document.containsKey(REPLAYED_TO);
        Date happenedAt = document.getDate(isReplay ? HAPPENED_AT : TIMESTAMP);
        return of(
                Objects.requireNonNull(document.getString(isReplay ? EVENT_ID : "_id"), EVENT_ID),
                Objects.requireNonNull(happenedAt, TIMESTAMP).toInstant(),
                Objects.requireNonNull(document.getString(DATA), DATA),
                document::get);
    }

    /** Hands over what has the same name and value in every form of an envelope: all but its id, time, addressee and data. */
    void eachField(BiConsumer<String, Object> field) {
        field.accept("eventType", eventType);
        field.accept("version", version);
        field.accept("tenantId", tenantId);
        acceptIfPresent(field, "userId", userId);
        field.accept("correlationId", correlationId);
        acceptIfPresent(field, "causationId", causationId);
        acceptIfPresent(field, "traceparent", traceparent);
        field.accept("key", key);
        field.accept("seq", seq);
    }

    /**
     * The other way round.
     *
     * @param field by its name what {@link #eachField} handed over, text or a number, and the addressee; null where there is none
     * @throws NullPointerException where a field is missing
     * @throws ClassCastException where one is of another kind
     */
    static EventEnvelope of(String eventId, Instant timestamp, String data, Function<String, @Nullable Object> field) {
        return new EventEnvelope(
                eventId,
                required(field, "eventType", String.class),
                required(field, "version", Number.class).intValue(),
                timestamp,
                required(field, "tenantId", String.class),
                (String) field.apply("userId"),
                required(field, "correlationId", String.class),
                (String) field.apply("causationId"),
                (String) field.apply("traceparent"),
                required(field, "key", String.class),
                required(field, "seq", Number.class).longValue(),
                data,
                (String) field.apply(REPLAYED_TO));
    }

    private static <T> T required(Function<String, @Nullable Object> fields, String name, Class<T> kind) {
        return kind.cast(Objects.requireNonNull(fields.apply(name), name));
    }

    private static void acceptIfPresent(BiConsumer<String, Object> field, String name, @Nullable String value) {
        if (value != null) {
            field.accept(name, value);
        }
    }

    @Override
    public String toString() {
        return eventType + " " + eventId + " of key " + key + " seq " + seq;
    }
}
