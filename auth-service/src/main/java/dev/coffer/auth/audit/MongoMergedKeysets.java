package dev.coffer.auth.audit;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Entries of several kinds, read kind by kind and merged. A page costs a page of each kind, however many entries lie between: asked
 * for all kinds at once behind a cursor, MongoDB reads everything from there on and sorts it.
 */
record MongoMergedKeysets(List<MongoKeyset> keysets) implements Pages.Reader<Document> {

    private static final String AT = MongoAuditDocument.AT;
    private static final Comparator<Document> BY_TIME = Comparator.comparing(
                    (Document document) -> Objects.requireNonNull(document.getDate(AT), AT))
            .thenComparing(document -> document.getString("_id"));

    /**
     * @param kinds none for all
     * @param indexOfKinds to read where there are kinds; null to leave it to MongoDB
     */
    static MongoMergedKeysets of(
            MongoCollection<Document> entries,
            Bson filter,
            List<AuditKind> kinds,
            boolean isAscending,
            @Nullable String indexOfKinds) {
        return new MongoMergedKeysets(
                kinds.isEmpty()
                        ? List.of(new MongoKeyset(entries, filter, AT, isAscending))
                        : kinds.stream()
                                .map(kind -> Filters.and(Filters.eq(MongoAuditDocument.KIND, kind.name()), filter))
                                .map(ofKind -> new MongoKeyset(entries, ofKind, AT, isAscending, indexOfKinds))
                                .toList());
    }

    @Override
    public List<Document> read(@Nullable Position from, boolean isForward, int limit) {
        boolean isAscending = isForward == keysets.getFirst().isAscending();
        return keysets.stream()
                .flatMap(keyset -> keyset.read(from, isForward, limit).stream())
                .sorted(isAscending ? BY_TIME : BY_TIME.reversed())
                .limit(limit)
                .toList();
    }

    Position positionOf(Document document) {
        return keysets.getFirst().positionOf(document);
    }

    /** How many there are, or null when there are more than {@value MongoKeyset#MAX_COUNTED}. */
    @Nullable
    Integer count() {
        int counted = 0;
        for (MongoKeyset keyset : keysets) {
            Integer ofKind = keyset.count();
            if (ofKind == null || counted + ofKind > MongoKeyset.MAX_COUNTED) {
                return null;
            }
            counted += ofKind;
        }
        return counted;
    }
}
