package dev.coffer.auth.social;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.Transactions;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code social_starts}, by the digest of the state; forgotten by a TTL index. */
final class MongoSocialStarts implements SocialStarts, DeclaresIndexes {

    private static final String COLLECTION = "social_starts";
    private static final String PROVIDER = "provider";
    private static final String REDIRECT_URI = "redirectUri";
    private static final String BINDING = "binding";
    private static final String USER_ID = "userId";
    private static final String EXPIRES_AT = "expiresAt";

    private final TenantCollection starts;
    private final Transactions transactions;

    MongoSocialStarts(MongoDatabase database, Transactions transactions) {
        this.starts = new TenantCollection(database, COLLECTION);
        this.transactions = transactions;
    }

    @Override
    public void add(SocialStart start) {
        Document document = new Document("_id", start.digest())
                .append(PROVIDER, start.provider().name())
                .append(REDIRECT_URI, start.redirectUri())
                .append(BINDING, start.binding())
                .append(USER_ID, start.userId())
                .append(EXPIRES_AT, Date.from(start.expiresAt()));
        transactions.run(unit -> starts.of(start.tenantId()).insert(unit, document));
    }

    @Override
    public @Nullable SocialStart take(String tenantId, String digest) {
        Bson filter = Filters.eq("_id", digest);
        Document document = transactions.<@Nullable Document>inTransaction(unit -> {
            Document found = starts.of(tenantId).findOne(unit, filter);
            if (found != null) {
                starts.of(tenantId).delete(unit, filter);
            }
            return found;
        });
        return document == null ? null : read(document);
    }

    private static SocialStart read(Document document) {
        return new SocialStart(
                document.getString("_id"),
                document.getString(TenantCollection.TENANT_ID),
                SocialProvider.valueOf(document.getString(PROVIDER)),
                document.getString(REDIRECT_URI),
                document.getString(BINDING),
                document.getString(USER_ID),
                Objects.requireNonNull(document.getDate(EXPIRES_AT), EXPIRES_AT).toInstant());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(COLLECTION, "social_starts_expiry", Indexes.ascending(EXPIRES_AT))
                .expiringAfter(Duration.ZERO));
    }
}
