package dev.coffer.auth.password;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Date;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code credentials}: one document for each user, under the user's id. */
final class MongoCredentials implements Credentials {

    static final String COLLECTION = "credentials";
    private static final String PASSWORD = "password";
    private static final String CHANGED_AT = "changedAt";

    private final TenantCollection credentials;

    MongoCredentials(MongoDatabase database) {
        this.credentials = new TenantCollection(database, COLLECTION);
    }

    @Override
    public @Nullable PasswordHash find(String tenantId, String userId) {
        Document document = credentials.of(tenantId).findOne(Filters.eq("_id", userId));
        return document == null ? null : new PasswordHash(document.getString(PASSWORD));
    }

    @Override
    public void insert(UnitOfWork unit, String tenantId, String userId, PasswordHash hash, Instant at) {
        credentials
                .of(tenantId)
                .insert(
                        unit,
                        new Document("_id", userId)
                                .append(PASSWORD, hash.encoded())
                                .append(CHANGED_AT, Date.from(at)));
    }

    @Override
    public void put(UnitOfWork unit, String tenantId, String userId, PasswordHash hash, Instant at) {
        credentials
                .of(tenantId)
                .upsert(
                        unit,
                        Filters.eq("_id", userId),
                        Updates.combine(Updates.set(PASSWORD, hash.encoded()), Updates.set(CHANGED_AT, Date.from(at))));
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String userId) {
        credentials.of(tenantId).delete(unit, Filters.eq("_id", userId));
    }

    @Override
    public boolean countUse(UnitOfWork unit, String tenantId, String userId, PasswordHash expected) {
        return credentials
                        .of(tenantId)
                        .update(unit, theOneExpected(userId, expected), Updates.inc("uses", 1L))
                        .getModifiedCount()
                == 1;
    }

    private static Bson theOneExpected(String userId, PasswordHash expected) {
        return Filters.and(Filters.eq("_id", userId), Filters.eq(PASSWORD, expected.encoded()));
    }

    @Override
    public boolean replace(
            UnitOfWork unit, String tenantId, String userId, PasswordHash expected, PasswordHash next, Instant at) {
        return credentials
                        .of(tenantId)
                        .update(
                                unit,
                                theOneExpected(userId, expected),
                                Updates.combine(
                                        Updates.set(PASSWORD, next.encoded()), Updates.set(CHANGED_AT, Date.from(at))))
                        .getModifiedCount()
                == 1;
    }
}
