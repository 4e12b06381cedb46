package dev.coffer.core.events;

import com.mongodb.client.ChangeStreamIterable;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;

/** All collections of one service that tell events. */
final class RelaySources {

    private final MongoDatabase database;
    private final Map<String, RelaySource> byCollection = new LinkedHashMap<>();

    RelaySources(MongoDatabase database, List<RelaySource> carrying) {
        this.database = database;
        byCollection.put(Outbox.COLLECTION, Outbox.source());
        for (RelaySource source : carrying) {
            if (byCollection.put(source.collection(), source) != null) {
                throw new IllegalArgumentException("collection " + source.collection() + " is relayed twice");
            }
        }
    }

    MongoDatabase database() {
        return database;
    }

    List<RelaySource> all() {
        return List.copyOf(byCollection.values());
    }

    Set<String> collections() {
        return byCollection.keySet();
    }

    /**
     * The changes that may tell events. Where there is but one collection, the server is asked for that one: it then has one name
     * to compare for each entry of its oplog, of whichever database, instead of several patterns.
     */
    ChangeStreamIterable<Document> watchInserts() {
        Bson isInsert = Filters.eq("operationType", "insert");
        if (collections().size() == 1) {
            return database.getCollection(Outbox.COLLECTION).watch(List.of(Aggregates.match(isInsert)));
        }
        return database.watch(List.of(Aggregates.match(Filters.and(isInsert, Filters.in("ns.coll", collections())))));
    }

    /** The events that a document tells, without their places yet. */
    List<EventEnvelope> eventsOf(String collection, Document document) {
        return Objects.requireNonNull(byCollection.get(collection), collection)
                .events()
                .apply(document);
    }

    /** How many documents there are, roughly. */
    long estimatedCount() {
        return collections().stream()
                .mapToLong(name -> database.getCollection(name).estimatedDocumentCount())
                .sum();
    }

    /** Reads the events of journaled documents again; what expired meanwhile is left out. */
    List<Relayed> read(List<JournalEntry> entries) {
        Map<String, Map<Object, Document>> found = new HashMap<>();
        Map<String, Set<Object>> wanted = new HashMap<>();
        for (JournalEntry entry : entries) {
            wanted.computeIfAbsent(entry.collection(), name -> new LinkedHashSet<>())
                    .add(entry.documentId());
        }
        wanted.forEach((collection, ids) -> found.put(collection, documents(collection, ids)));
        List<Relayed> events = new ArrayList<>();
        for (JournalEntry entry : entries) {
            Document document =
                    Objects.requireNonNull(found.get(entry.collection())).get(entry.documentId());
            if (document != null) {
                events.addAll(placed(eventsOf(entry.collection(), document), entry.first()));
            }
        }
        return events;
    }

    /** Gives the events of one document their consecutive ids. */
    static List<Relayed> placed(List<EventEnvelope> events, StreamId first) {
        List<Relayed> placed = new ArrayList<>(events.size());
        for (EventEnvelope event : events) {
            placed.add(new Relayed(first.plus(placed.size()), event));
        }
        return placed;
    }

    private Map<Object, Document> documents(String collection, Set<Object> ids) {
        Map<Object, Document> documents = new HashMap<>();
        if (byCollection.containsKey(collection)) {
            for (Document document : database.getCollection(collection).find(Filters.in("_id", ids))) {
                documents.put(document.get("_id"), document);
            }
        }
        return documents;
    }
}
