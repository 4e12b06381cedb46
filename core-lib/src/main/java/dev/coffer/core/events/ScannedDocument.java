package dev.coffer.core.events;

import java.time.Instant;
import java.util.List;

/**
 * A document that a scan found.
 *
 * @param timestamp when it was made, by the writer's clock
 * @param events what it tells, at least one
 */
record ScannedDocument(String collection, Object documentId, Instant timestamp, List<EventEnvelope> events) {

    ScannedDocument {
        events = List.copyOf(events);
    }
}
