package dev.coffer.auth.browser;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Collection {@code browser_sessions}: under the digest of the cookie; forgotten by a TTL index. */
final class MongoBrowserSessions implements StoredBrowserSessions, DeclaresIndexes {

    private static final String COLLECTION = "browser_sessions";
    private static final String USER_ID = "userId";
    private static final String SESSION_ID = "sessionId";
    private static final String EXPIRES_AT = "expiresAt";

    private final TenantCollection sessions;

    MongoBrowserSessions(MongoDatabase database) {
        this.sessions = new TenantCollection(database, COLLECTION);
    }

    @Override
    public @Nullable Stored find(String tenantId, String digest) {
        Document document = sessions.of(tenantId).findOne(Filters.eq("_id", digest));
        return document == null
                ? null
                : new Stored(
                        digest,
                        tenantId,
                        document.getString(USER_ID),
                        document.getString(SESSION_ID),
                        Objects.requireNonNull(document.getDate(EXPIRES_AT), EXPIRES_AT)
                                .toInstant());
    }

    @Override
    public void insert(UnitOfWork unit, Stored stored) {
        sessions.of(stored.tenantId())
                .insert(
                        unit,
                        new Document("_id", stored.digest())
                                .append(USER_ID, stored.userId())
                                .append(SESSION_ID, stored.sessionId())
                                .append(EXPIRES_AT, Date.from(stored.expiresAt())));
    }

    @Override
    public void delete(UnitOfWork unit, String tenantId, String digest) {
        sessions.of(tenantId).delete(unit, Filters.eq("_id", digest));
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(COLLECTION, "browser_sessions_expiry", Indexes.ascending(EXPIRES_AT))
                .expiringAfter(Duration.ZERO));
    }
}
