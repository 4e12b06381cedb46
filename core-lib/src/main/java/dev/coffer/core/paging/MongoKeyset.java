package dev.coffer.core.paging;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Reads a collection in the order of {@code (sortField, _id)}. An index must lead with the filter's equality fields, then these
 * two; a page then costs the same wherever it lies.
 *
 * @param sortField a field that every matching document has; with "_id" itself the order is by id alone
 * @param indexName the index to read, where MongoDB would take another one that serves this page as well and others worse; null
 *     to leave it to MongoDB
 */
public record MongoKeyset(
        MongoCollection<Document> collection,
        Bson filter,
        String sortField,
        boolean isAscending,
        @Nullable String indexName)
        implements Pages.Reader<Document> {

    /** Beyond this many, {@link #count} gives up and answers null. */
    public static final int MAX_COUNTED = 10_000;

    private static final Duration TIME_LIMIT = Duration.ofSeconds(5);
    private static final String ID = "_id";

    public MongoKeyset(MongoCollection<Document> collection, Bson filter, String sortField, boolean isAscending) {
        this(collection, filter, sortField, isAscending, null);
    }

    @Override
    public List<Document> read(@Nullable Position from, boolean isForward, int limit) {
        boolean ascending = isForward == isAscending;
        Bson within = from == null ? filter : beyond(from, ascending);
        Bson order = ascending ? Sorts.ascending(sortField, ID) : Sorts.descending(sortField, ID);
        return collection
                .find(within)
                .sort(sortField.equals(ID) ? (ascending ? Sorts.ascending(ID) : Sorts.descending(ID)) : order)
                .hintString(indexName)
                .limit(limit)
                .maxTime(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS)
                .into(new ArrayList<>());
    }

    /** Where a document stands in this order. */
    public Position positionOf(Document document) {
        return new Position(
                Objects.requireNonNull(document.get(sortField), sortField),
                Objects.requireNonNull(document.get(ID), ID));
    }

    /** How many there are, or null when there are more than {@value #MAX_COUNTED}. */
    public @Nullable Integer count() {
        CountOptions options =
                new CountOptions().limit(MAX_COUNTED + 1).maxTime(TIME_LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        long counted = collection.countDocuments(filter, options);
        return counted > MAX_COUNTED ? null : (int) counted;
    }

    /**
     * Everything of the filter that lies beyond. An "or" at the root, each part with the whole filter: MongoDB then reads two exact
     * ranges of the index and merges them. With the "or" inside it may as well read one range and skip what has the same sort key,
     * which is a long way where many have it.
     */
    Bson beyond(Position from, boolean ascending) {
        Bson byId = ascending ? Filters.gt(ID, from.id()) : Filters.lt(ID, from.id());
        if (sortField.equals(ID)) {
            return Filters.and(filter, byId);
        }
        Bson further = ascending ? Filters.gt(sortField, from.sortKey()) : Filters.lt(sortField, from.sortKey());
        return Filters.or(
                Filters.and(filter, Filters.eq(sortField, from.sortKey()), byId), Filters.and(filter, further));
    }
}
