package dev.coffer.auth.passkey;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.Transactions;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collection {@code passkey_challenges}: under the digest of the challenge; forgotten by a TTL index. */
final class MongoPasskeyChallenges implements PasskeyChallenges, DeclaresIndexes {

    private static final String COLLECTION = "passkey_challenges";
    private static final String PURPOSE = "purpose";
    private static final String USER_ID = "userId";
    private static final String PROVEN = "isProven";
    private static final String TAKEN_AT = "takenAt";
    private static final String EXPIRES_AT = "expiresAt";

    private final TenantCollection challenges;
    private final Transactions transactions;

    MongoPasskeyChallenges(MongoDatabase database, Transactions transactions) {
        this.challenges = new TenantCollection(database, COLLECTION);
        this.transactions = transactions;
    }

    @Override
    public void insert(PasskeyChallenge challenge) {
        Document document = new Document("_id", challenge.digest())
                .append(PURPOSE, challenge.purpose().name())
                .append(USER_ID, challenge.userId())
                .append(PROVEN, challenge.isProven())
                .append(EXPIRES_AT, Date.from(challenge.expiresAt()));
        transactions.run(unit -> challenges.of(challenge.tenantId()).insert(unit, document));
    }

    @Override
    public @Nullable PasskeyChallenge take(
            String tenantId, byte[] challenge, Purpose purpose, @Nullable String userId, Instant now) {
        Bson open = Filters.and(
                Filters.eq("_id", PasskeyChallenge.digest(tenantId, challenge)),
                Filters.eq(PURPOSE, purpose.name()),
                Filters.eq(USER_ID, userId),
                Filters.exists(TAKEN_AT, false),
                Filters.gt(EXPIRES_AT, Date.from(now)));
        Bson taken = Updates.set(TAKEN_AT, Date.from(now));
        return transactions.<@Nullable PasskeyChallenge>inTransaction(
                unit -> read(challenges.of(tenantId).findAndUpdate(unit, open, taken, new FindOneAndUpdateOptions())));
    }

    private static @Nullable PasskeyChallenge read(@Nullable Document document) {
        return document == null
                ? null
                : new PasskeyChallenge(
                        document.getString("_id"),
                        document.getString(TenantCollection.TENANT_ID),
                        Purpose.valueOf(document.getString(PURPOSE)),
                        document.getString(USER_ID),
                        document.getBoolean(PROVEN, false),
                        Objects.requireNonNull(document.getDate(EXPIRES_AT), EXPIRES_AT)
                                .toInstant());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(COLLECTION, "passkey_challenges_expiry", Indexes.ascending(EXPIRES_AT))
                .expiringAfter(Duration.ZERO));
    }
}
