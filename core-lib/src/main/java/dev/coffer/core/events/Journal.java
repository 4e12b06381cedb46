package dev.coffer.core.events;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * What was relayed under which id, written with the relay's checkpoints: one document for up to 1,000 events, nothing per event.
 * With it a stream is refilled with the same ids, however far back and whether or not the oplog still reaches there.
 */
final class Journal {

    private static final String COLLECTION = "event_journal";
    private static final int ENTRIES_PER_DOCUMENT = 1_000;
    private static final int READ_AHEAD = 20;

    /** Of a page of a scan: when the newest of its documents was made. */
    private static final String NEWEST = "newest";

    private final MongoCollection<Document> pages;
    private final Clock clock;

    Journal(MongoDatabase database, Clock clock) {
        this.pages = database.getCollection(COLLECTION);
        this.clock = clock;
    }

    static List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "journal_order", Indexes.ascending("last")),
                IndexDeclaration.on(COLLECTION, "journal_expiry", Indexes.ascending("at"))
                        .expiringAfter(Outbox.KEPT_FOR));
    }

    /** Repeats are harmless: who reads skips ids that are not after the last one. */
    void append(List<JournalEntry> entries) {
        if (!entries.isEmpty()) {
            pages.insertMany(pagesOf(entries));
        }
    }

    /** @param newest when the newest of these documents was made; null where that is not known */
    void append(UnitOfWork unit, List<JournalEntry> entries, @Nullable Instant newest) {
        if (!entries.isEmpty()) {
            List<Document> documents = pagesOf(entries);
            if (newest != null) {
                documents.forEach(page -> page.append(NEWEST, Date.from(newest)));
            }
            pages.insertMany(unit.session(), documents);
        }
    }

    /** Pages with anything after the given id, in order; an id may occur on two pages. */
    Iterable<List<JournalEntry>> after(StreamId position) {
        return pages.find(Filters.gt("last", position.sortable()))
                .sort(Sorts.ascending("last"))
                .batchSize(READ_AHEAD)
                .map(Journal::entriesOf);
    }

    /**
     * Pages with anything after the given id that may have documents which were made then or later. What a scan has placed has ids of
     * the scan's time, however old the documents are: of its pages only those of that time are read.
     */
    Iterable<List<JournalEntry>> mayHave(StreamId after, Instant madeFrom) {
        return pages.find(Filters.and(
                        Filters.gt("last", after.sortable()),
                        Filters.or(Filters.exists(NEWEST, false), Filters.gte(NEWEST, Date.from(madeFrom)))))
                .sort(Sorts.ascending("last"))
                .batchSize(READ_AHEAD)
                .map(Journal::entriesOf);
    }

    private List<Document> pagesOf(List<JournalEntry> entries) {
        Date at = Date.from(clock.instant());
        List<Document> documents = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += ENTRIES_PER_DOCUMENT) {
            List<JournalEntry> part = entries.subList(from, Math.min(entries.size(), from + ENTRIES_PER_DOCUMENT));
            documents.add(new Document("last", part.getLast().last().sortable())
                    .append("at", at)
                    .append("entries", part.stream().map(Journal::toDocument).toList()));
        }
        return documents;
    }

    private static Document toDocument(JournalEntry entry) {
        return new Document("c", entry.collection())
                .append("d", entry.documentId())
                .append("s", entry.first().seconds())
                .append("r", entry.first().rest())
                .append("n", entry.count());
    }

    private static List<JournalEntry> entriesOf(Document page) {
        return page.getList("entries", Document.class).stream()
                .map(entry -> new JournalEntry(
                        entry.getString("c"),
                        Objects.requireNonNull(entry.get("d")),
                        new StreamId(entry.getLong("s"), entry.getLong("r")),
                        entry.getInteger("n")))
                .toList();
    }
}
