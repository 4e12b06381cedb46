package dev.coffer.core.store;

import com.mongodb.MongoClientSettings;
import java.util.Objects;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * An index by what it does, as declared or as found on a server.
 *
 * @param keys in order, with their directions
 * @param isUnique whether equal keys are refused
 * @param expireAfterSeconds how long after the date in the key a document lives, null for ever
 * @param filter which documents it holds, null for all
 */
record StoredIndex(
        BsonDocument keys,
        boolean isUnique,
        @Nullable Long expireAfterSeconds,
        @Nullable BsonDocument filter) {

    static StoredIndex declared(IndexDeclaration declaration) {
        return new StoredIndex(
                directions(document(declaration.keys())),
                declaration.isUnique(),
                declaration.expiresAfter() == null
                        ? null
                        : declaration.expiresAfter().toSeconds(),
                declaration.filter() == null ? null : document(declaration.filter()));
    }

    /** @param listed as {@code listIndexes} tells it */
    static StoredIndex found(Document listed) {
        Document filter = listed.get("partialFilterExpression", Document.class);
        Number expires = listed.get("expireAfterSeconds", Number.class);
        return new StoredIndex(
                directions(document(Objects.requireNonNull(listed.get("key", Document.class)))),
                listed.getBoolean("unique", false),
                expires == null ? null : expires.longValue(),
                filter == null ? null : document(filter));
    }

    /** Only how long documents live: the server changes that in place. */
    boolean differsInExpiryOnly(StoredIndex other) {
        return expireAfterSeconds != null
                && other.expireAfterSeconds != null
                && !expireAfterSeconds.equals(other.expireAfterSeconds)
                && equals(new StoredIndex(other.keys, other.isUnique, expireAfterSeconds, other.filter));
    }

    /** A server may give 1 back as 1.0 or as a long. */
    private static BsonDocument directions(BsonDocument keys) {
        BsonDocument same = new BsonDocument();
        keys.forEach((field, direction) -> same.append(
                field,
                direction.isNumber()
                        ? new org.bson.BsonInt32(direction.asNumber().intValue())
                        : direction));
        return same;
    }

    private static BsonDocument document(Bson bson) {
        return bson.toBsonDocument(Document.class, MongoClientSettings.getDefaultCodecRegistry());
    }

    @Override
    public String toString() {
        return (isUnique ? "unique " : "")
                + keys.toJson()
                + (filter == null ? "" : " where " + filter.toJson())
                + (expireAfterSeconds == null ? "" : " expiring after " + expireAfterSeconds + " s");
    }
}
