package dev.coffer.core.events;

import org.jspecify.annotations.Nullable;

/**
 * What a use case wants to tell, before the outbox gives it an id and a time.
 *
 * @param data a record of a registered {@link EventType}
 * @param key events of one key are handled in the order of their commits: a user's id, a wallet's id
 * @param tenantId whose event this is
 * @param userId on whose behalf, null for the system's own doing
 * @param correlationId the request or saga that all this belongs to; null makes the event its own beginning
 * @param causationId the event that this one answers, null if a request caused it
 * @param traceparent W3C trace context; null takes that of the work that adds it, if there is one
 * @param seq position among the key's events, from 1 and without gaps, where the caller counts them itself (a wallet's own
 *     sequence); null lets the outbox count in the same transaction
 */
public record EventDraft(
        Object data,
        String key,
        String tenantId,
        @Nullable String userId,
        @Nullable String correlationId,
        @Nullable String causationId,
        @Nullable String traceparent,
        @Nullable Long seq) {

    public EventDraft {
        if (key.isBlank() || tenantId.isBlank()) {
            throw new IllegalArgumentException("key and tenantId must not be blank: '" + key + "', '" + tenantId + "'");
        }
        if (seq != null && seq < 1) {
            throw new IllegalArgumentException("seq of key " + key + " must be at least 1: " + seq);
        }
    }

    public static EventDraft of(Object data, String key, String tenantId) {
        return new EventDraft(data, key, tenantId, null, null, null, null, null);
    }

    public EventDraft onBehalfOf(@Nullable String user) {
        return new EventDraft(data, key, tenantId, user, correlationId, causationId, traceparent, seq);
    }

    public EventDraft correlatedBy(@Nullable String correlation) {
        return new EventDraft(data, key, tenantId, userId, correlation, causationId, traceparent, seq);
    }

    /** Marks this as the answer to an event: its cause is that event, its correlation and trace are the same. */
    public EventDraft causedBy(EventEnvelope cause) {
        return new EventDraft(
                data, key, tenantId, userId, cause.correlationId(), cause.eventId(), cause.traceparent(), seq);
    }

    public EventDraft tracedBy(@Nullable String trace) {
        return new EventDraft(data, key, tenantId, userId, correlationId, causationId, trace, seq);
    }

    public EventDraft withSeq(long position) {
        return new EventDraft(data, key, tenantId, userId, correlationId, causationId, traceparent, position);
    }
}
