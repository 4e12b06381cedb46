package dev.coffer.auth.signin;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.auth.signin.Attempts.Asked;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/** Collection {@code sign_in_attempts}: one document for each key that was tried; forgotten by a TTL index. */
final class MongoAttemptCounts implements AttemptCounts, DeclaresIndexes {

    private static final String COLLECTION = "sign_in_attempts";
    private static final String COUNTED = "counted";
    private static final String BLOCKED_UNTIL = "blockedUntil";
    private static final String FORGET_AT = "forgetAt";

    private final TenantCollection attempts;
    private final Transactions transactions;
    private final Function<AttemptKey, AttemptLimits> limits;
    private final Clock clock;

    /** @param limits that are in force for the tries of a key */
    MongoAttemptCounts(
            MongoDatabase database,
            Transactions transactions,
            Function<AttemptKey, AttemptLimits> limits,
            Clock clock) {
        this.attempts = new TenantCollection(database, COLLECTION);
        this.transactions = transactions;
        this.limits = limits;
        this.clock = clock;
    }

    @Override
    public Asked ask(AttemptKey key) {
        TenantDocuments ofTenant = attempts.of(key.tenantId());
        AttemptLimits ofNow = limits.apply(key);
        return transactions.inTransaction(unit -> {
            Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            Asked asked = read(ofTenant.findOne(unit, Filters.eq("_id", key.digest())), now)
                    .ask(ofNow, now);
            if (asked instanceof Asked.Allowed(Attempts next)) {
                save(unit, ofTenant, key, next, now.plus(ofNow.memory()));
            }
            return asked;
        });
    }

    @Override
    public void clear(AttemptKey key) {
        attempts.of(key.tenantId()).delete(Filters.eq("_id", key.digest()));
    }

    private static void save(
            UnitOfWork unit, TenantDocuments ofTenant, AttemptKey key, Attempts next, Instant forgetAt) {
        ofTenant.upsert(
                unit,
                Filters.eq("_id", key.digest()),
                Updates.combine(
                        Updates.set(COUNTED, next.counted()),
                        Updates.set(BLOCKED_UNTIL, Date.from(next.blockedUntil())),
                        Updates.set(FORGET_AT, Date.from(forgetAt))));
    }

    /** The TTL index is late by up to a minute; what it should have removed does not count. */
    private static Attempts read(@Nullable Document document, Instant now) {
        if (document == null || !instant(document, FORGET_AT).isAfter(now)) {
            return Attempts.NONE;
        }
        return new Attempts(
                Objects.requireNonNull(document.getInteger(COUNTED), COUNTED), instant(document, BLOCKED_UNTIL));
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(COLLECTION, "sign_in_attempts_expiry", Indexes.ascending(FORGET_AT))
                .expiringAfter(Duration.ZERO));
    }
}
