package dev.coffer.core.store;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Whose database this is. The first service that starts on a database writes its name into it; another one that is led there by
 * a wrong {@code coffer.database-name} would relay the first one's events as its own, and is refused.
 */
final class DatabaseOwner {

    private static final String COLLECTION = "database_owner";
    private static final String OWNER = "owner";

    private final MongoDatabase database;
    private final String owner;

    /** @param owner what must not share a database: the service, with the tenant, brand and shard that the process works for */
    DatabaseOwner(MongoDatabase database, String owner) {
        this.database = database;
        this.owner = owner;
    }

    /** @return why the database cannot be used, or null where it is ours */
    @Nullable
    String claim() {
        Document found = Objects.requireNonNull(database.getCollection(COLLECTION)
                .findOneAndUpdate(
                        Filters.eq("_id", OWNER),
                        Updates.setOnInsert(OWNER, owner),
                        new FindOneAndUpdateOptions().upsert(true).returnDocument(ReturnDocument.AFTER)));
        String other = found.getString(OWNER);
        return owner.equals(other)
                ? null
                : "database " + database.getName() + " belongs to " + other + " and not to " + owner
                        + "; coffer.database-name leads both there";
    }
}
