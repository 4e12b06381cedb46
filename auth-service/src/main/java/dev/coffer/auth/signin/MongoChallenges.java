package dev.coffer.auth.signin;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code sign_in_challenges}: under the digest of the token; forgotten by a TTL index. */
final class MongoChallenges implements Challenges, DeclaresIndexes {

    private static final String COLLECTION = "sign_in_challenges";
    private static final String USER_ID = "userId";
    private static final String PASSWORD = "password";
    private static final String TRIES = "tries";
    private static final String EXPIRES_AT = "expiresAt";
    private static final FindOneAndUpdateOptions AFTER =
            new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER);

    private final TenantCollection challenges;
    private final Transactions transactions;

    MongoChallenges(MongoDatabase database, Transactions transactions) {
        this.challenges = new TenantCollection(database, COLLECTION);
        this.transactions = transactions;
    }

    @Override
    public @Nullable Challenge find(UnitOfWork unit, String tenantId, String digest) {
        return read(challenges.of(tenantId).findOne(unit, Filters.eq("_id", digest)));
    }

    @Override
    public void insert(UnitOfWork unit, Challenge challenge) {
        challenges
                .of(challenge.tenantId())
                .insert(
                        unit,
                        new Document("_id", challenge.digest())
                                .append(USER_ID, challenge.userId())
                                .append(PASSWORD, challenge.password())
                                .append(TRIES, challenge.tries())
                                .append(EXPIRES_AT, Date.from(challenge.expiresAt())));
    }

    @Override
    public @Nullable Challenge countTry(String tenantId, String digest, Instant now) {
        Bson open = Filters.and(
                Filters.eq("_id", digest),
                Filters.lt(TRIES, Challenge.MOST_TRIES),
                Filters.gt(EXPIRES_AT, Date.from(now)));
        return transactions.<@Nullable Challenge>inTransaction(
                unit -> read(challenges.of(tenantId).findAndUpdate(unit, open, Updates.inc(TRIES, 1), AFTER)));
    }

    @Override
    public void delete(UnitOfWork unit, Challenge challenge) {
        challenges.of(challenge.tenantId()).delete(unit, Filters.eq("_id", challenge.digest()));
    }

    private static @Nullable Challenge read(@Nullable Document document) {
        return document == null
                ? null
                : new Challenge(
                        document.getString("_id"),
                        document.getString(TenantCollection.TENANT_ID),
                        document.getString(USER_ID),
                        document.getString(PASSWORD),
                        Objects.requireNonNull(document.getInteger(TRIES), TRIES),
                        Objects.requireNonNull(document.getDate(EXPIRES_AT), EXPIRES_AT)
                                .toInstant());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(COLLECTION, "sign_in_challenges_expiry", Indexes.ascending(EXPIRES_AT))
                .expiringAfter(Duration.ZERO));
    }
}
