package dev.coffer.core.store;

import com.mongodb.client.model.IndexOptions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * An index that a query or a promise needs, declared beside it.
 *
 * @param collection where
 * @param name how the ledger of indexes and the server know it; never reused for other keys
 * @param keys as built by {@link com.mongodb.client.model.Indexes}
 * @param isUnique whether equal keys are refused
 * @param expiresAfter for a TTL index: how long after the date in the key a document lives; null otherwise
 * @param filter for a partial index: which documents it holds; null for all
 */
public record IndexDeclaration(
        String collection,
        String name,
        Bson keys,
        boolean isUnique,
        @Nullable Duration expiresAfter,
        @Nullable Bson filter) {

    public static IndexDeclaration on(String collection, String name, Bson keys) {
        return new IndexDeclaration(collection, name, keys, false, null, null);
    }

    public IndexDeclaration unique() {
        return new IndexDeclaration(collection, name, keys, true, expiresAfter, filter);
    }

    public IndexDeclaration expiringAfter(Duration lifetime) {
        return new IndexDeclaration(collection, name, keys, isUnique, lifetime, filter);
    }

    public IndexDeclaration onlyWhere(Bson documents) {
        return new IndexDeclaration(collection, name, keys, isUnique, expiresAfter, documents);
    }

    /** "collection.index", for people and for the setting that asks for a rebuild. */
    public String label() {
        return collection + "." + name;
    }

    IndexOptions options() {
        IndexOptions options = new IndexOptions().name(name).unique(isUnique);
        if (expiresAfter != null) {
            options.expireAfter(expiresAfter.toSeconds(), TimeUnit.SECONDS);
        }
        if (filter != null) {
            options.partialFilterExpression(filter);
        }
        return options;
    }
}
