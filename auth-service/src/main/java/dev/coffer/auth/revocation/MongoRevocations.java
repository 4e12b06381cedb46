package dev.coffer.auth.revocation;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.identity.Revocation;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/**
 * Collection {@code revocations}. A document says of whom it speaks by a digest only and belongs to no tenant: whoever verifies
 * tokens asks for those of all.
 */
final class MongoRevocations implements StoredRevocations, DeclaresIndexes {

    static final String COLLECTION = "revocations";
    private static final String KEY = "key";
    private static final String BELOW = "below";
    private static final String AT = "at";
    private static final String UNTIL = "until";

    private final MongoCollection<Document> revocations;

    MongoRevocations(MongoDatabase database) {
        this.revocations = database.getCollection(COLLECTION);
    }

    @Override
    public void insert(UnitOfWork unit, List<Made> made) {
        if (!made.isEmpty()) {
            unit.collection(COLLECTION)
                    .insertMany(
                            unit.session(),
                            made.stream().map(MongoRevocations::write).toList());
        }
    }

    private static Document write(Made made) {
        return new Document("_id", made.id())
                .append(KEY, made.revocation().key())
                .append(BELOW, made.revocation().below())
                .append(AT, Date.from(made.at()))
                .append(UNTIL, Date.from(made.revocation().until()));
    }

    @Override
    public List<Made> since(Instant from, int most) {
        List<Made> found = new ArrayList<>();
        for (Document document : revocations
                .find(Filters.gte(AT, Date.from(from)))
                .sort(Sorts.ascending(AT))
                .limit(most)) {
            found.add(read(document));
        }
        return found;
    }

    private static Made read(Document document) {
        long below = Objects.requireNonNull(document.getLong(BELOW), BELOW);
        return new Made(
                document.getString("_id"),
                instant(document, AT),
                new Revocation(document.getString(KEY), below, instant(document, UNTIL)));
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(COLLECTION, "revocations_at", Indexes.ascending(AT)),
                IndexDeclaration.on(COLLECTION, "revocations_expiry", Indexes.ascending(UNTIL))
                        .expiringAfter(Duration.ZERO));
    }
}
