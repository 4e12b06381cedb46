package dev.coffer.core.events;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.Objects;
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

    private static final String EVENT_ID = "eventId";
    private static final String REPLAYED_TO = "replayedTo";
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
        Document document = new Document("_id", eventId)
                .append("eventType", eventType)
                .append("version", version)
                .append(TIMESTAMP, Date.from(timestamp))
                .append("tenantId", tenantId)
                .append("correlationId", correlationId)
                .append("key", key)
                .append("seq", seq)
                .append("data", data);
        appendIfPresent(document, "userId", userId);
        appendIfPresent(document, "causationId", causationId);
        appendIfPresent(document, "traceparent", traceparent);
        return document;
    }

    /** Reads what {@link #toDocument} wrote. @throws NullPointerException where a field is missing */
    public static EventEnvelope fromDocument(Document document) {
        boolean isReplay = document.containsKey(REPLAYED_TO);
        return new EventEnvelope(
                required(document, isReplay ? EVENT_ID : "_id"),
                required(document, "eventType"),
                Objects.requireNonNull(document.getInteger("version"), "version"),
                Objects.requireNonNull(document.getDate(isReplay ? HAPPENED_AT : TIMESTAMP), TIMESTAMP)
                        .toInstant(),
                required(document, "tenantId"),
                document.getString("userId"),
                required(document, "correlationId"),
                document.getString("causationId"),
                document.getString("traceparent"),
                required(document, "key"),
                Objects.requireNonNull(document.getLong("seq"), "seq"),
                required(document, "data"),
                document.getString(REPLAYED_TO));
    }

    private static String required(Document document, String field) {
        return Objects.requireNonNull(document.getString(field), field);
    }

    private static void appendIfPresent(Document document, String field, @Nullable String value) {
        if (value != null) {
            document.append(field, value);
        }
    }

    @Override
    public String toString() {
        return eventType + " " + eventId + " of key " + key + " seq " + seq;
    }
}
