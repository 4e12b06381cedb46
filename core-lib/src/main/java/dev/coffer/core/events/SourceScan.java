package dev.coffer.core.events;

import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoCursor;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.PriorityQueue;
import java.util.function.BiFunction;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Reads all of a service's collections that tell events side by side, in the order of their documents' timestamps. */
final class SourceScan {

    private final RelaySources sources;
    private final int batch;
    private final BiFunction<String, Document, List<EventEnvelope>> eventsOf;
    private Instant reading = Instant.MIN;
    private SeqOrder order = new SeqOrder(document -> {});

    /** @param eventsOf what a document of a collection tells; empty where it tells nothing readable */
    SourceScan(RelaySources sources, int batch, BiFunction<String, Document, List<EventEnvelope>> eventsOf) {
        this.sources = sources;
        this.batch = batch;
        this.eventsOf = eventsOf;
    }

    /**
     * How far the running scan has come: all that was made before is handed over. What is handed over at this moment may be of this
     * time or later.
     */
    Instant reached() {
        Instant held = order.oldestHeld();
        return held == null ? reading : held;
    }

    /**
     * Hands over the documents of a time that tell events, those of one key in the order of their seq.
     *
     * @param from inclusive
     * @param to exclusive; {@link Instant#MAX} for no end
     * @param isWanted by collection and document id, asked before a document is parsed
     */
    void run(
            ClientSession session,
            Instant from,
            Instant to,
            BiPredicate<String, Object> isWanted,
            Consumer<ScannedDocument> found) {
        reading = from;
        order = new SeqOrder(found);
        List<Scan> open = new ArrayList<>();
        try {
            PriorityQueue<Scan> scans = new PriorityQueue<>(Comparator.comparing(Scan::timestamp));
            for (RelaySource source : sources.all()) {
                Scan scan = new Scan(source, cursor(session, source, from, to), from);
                open.add(scan);
                if (scan.advance()) {
                    scans.add(scan);
                }
            }
            for (Scan scan = scans.poll(); scan != null; scan = scans.poll()) {
                reading = scan.timestamp();
                if (isWanted.test(scan.collection(), scan.documentId())) {
                    List<EventEnvelope> events = eventsOf.apply(scan.collection(), scan.document);
                    if (!events.isEmpty()) {
                        order.accept(
                                new ScannedDocument(scan.collection(), scan.documentId(), scan.timestamp(), events));
                    }
                }
                if (scan.advance()) {
                    scans.add(scan);
                }
            }
            order.end();
        } finally {
            open.forEach(scan -> scan.cursor.close());
        }
    }

    private MongoCursor<Document> cursor(ClientSession session, RelaySource source, Instant from, Instant to) {
        Bson start = Filters.gte(source.timestampField(), Date.from(from));
        Bson within =
                to.equals(Instant.MAX) ? start : Filters.and(start, Filters.lt(source.timestampField(), Date.from(to)));
        return sources.database()
                .getCollection(source.collection())
                .find(session, within)
                .sort(Sorts.ascending(source.timestampField()))
                .batchSize(batch)
                .cursor();
    }

    /** One collection's documents, the next one at hand. */
    private static final class Scan {

        private final RelaySource source;
        private final MongoCursor<Document> cursor;
        private Document document = new Document();
        private Instant timestamp;

        private Scan(RelaySource source, MongoCursor<Document> cursor, Instant from) {
            this.source = source;
            this.cursor = cursor;
            this.timestamp = from;
        }

        private boolean advance() {
            if (!cursor.hasNext()) {
                return false;
            }
            document = cursor.next();
            timestamp = document.getDate(source.timestampField()).toInstant();
            return true;
        }

        private String collection() {
            return source.collection();
        }

        private Object documentId() {
            return Objects.requireNonNull(document.get("_id"));
        }

        private Instant timestamp() {
            return timestamp;
        }
    }
}
