package dev.coffer.core.store;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * The usual work of a {@link Migration}: one update for each document of a collection that a filter finds, in the order of the
 * ids, so that each batch costs the same however large the collection is.
 */
public final class EachDocument implements Migration.Work {

    private static final String ID = "_id";

    private final String collection;
    private final Bson filter;
    private final Function<Document, @Nullable Bson> change;

    private EachDocument(String collection, Bson filter, Function<Document, @Nullable Bson> change) {
        this.collection = collection;
        this.filter = filter;
        this.change = change;
    }

    /**
     * @param filter which documents are looked at: those that are not changed yet
     * @param change the update of a document, null to leave it as it is
     */
    public static EachDocument of(String collection, Bson filter, Function<Document, @Nullable Bson> change) {
        return new EachDocument(collection, filter, change);
    }

    @Override
    public Migration.Progress apply(UnitOfWork unit, @Nullable Document position, int rows) {
        Bson remaining = position == null ? filter : Filters.and(Filters.gt(ID, position.get(ID)), filter);
        List<Document> found = unit.collection(collection)
                .find(unit.session(), remaining)
                .sort(Sorts.ascending(ID))
                .limit(rows)
                .into(new ArrayList<>());
        List<WriteModel<Document>> updates = new ArrayList<>();
        for (Document document : found) {
            Bson update = change.apply(document);
            if (update != null) {
                updates.add(new UpdateOneModel<>(Filters.eq(ID, document.get(ID)), update));
            }
        }
        if (!updates.isEmpty()) {
            unit.collection(collection).bulkWrite(unit.session(), updates);
        }
        return found.size() < rows
                ? Migration.Progress.done(updates.size())
                : Migration.Progress.upTo(new Document(ID, found.getLast().get(ID)), updates.size());
    }
}
