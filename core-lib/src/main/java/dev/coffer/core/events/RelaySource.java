package dev.coffer.core.events;

import java.util.List;
import java.util.function.Function;
import org.bson.Document;

/**
 * A collection whose inserted documents tell events: the outbox, and business documents that are never changed after their insert
 * and so carry their events themselves (a ledger's transfers), saving one write each. Every bean of this type is relayed.
 *
 * @param collection in the service's own database
 * @param timestampField an indexed date of the document, set by the writer's clock when it is inserted; found again by it when the
 *     oplog no longer reaches back
 * @param events the events that a document tells, in order; the same for the same document always, possibly none
 */
public record RelaySource(String collection, String timestampField, Function<Document, List<EventEnvelope>> events) {}
