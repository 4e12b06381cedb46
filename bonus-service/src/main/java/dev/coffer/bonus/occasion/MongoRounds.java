package dev.coffer.bonus.occasion;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Updates;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Rounds} in the collection {@code occasion_rounds}: one document for each template and trigger. */
final class MongoRounds implements Rounds, DeclaresIndexes {

    private static final String COLLECTION = "occasion_rounds";
    private static final String CODE = "code";
    private static final String TRIGGER = "trigger";
    private static final String FROM = "from";
    private static final String DAY = "day";
    private static final String AFTER = "after";
    private static final String TRIES = "tries";
    private static final String AWAY = "away";

    /** As earlier releases read it, which knew of nothing else. */
    private static final String FAILURES = "failures";

    private static final String LEASE_OF = "lease";
    private static final String LEASED_UNTIL = "leasedUntil";
    private static final String NEXT_AT = "nextAt";
    private static final Date NEVER = Date.from(Instant.EPOCH);

    private final TenantCollection rounds;
    private final Transactions transactions;
    private final Ids ids;

    MongoRounds(MongoDatabase database, Transactions transactions, Ids ids) {
        this.rounds = new TenantCollection(database, COLLECTION);
        this.transactions = transactions;
        this.ids = ids;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                        COLLECTION,
                        "tenant_template_trigger",
                        Indexes.ascending(TenantCollection.TENANT_ID, CODE, TRIGGER))
                .unique());
    }

    @Override
    public @Nullable Round take(Round.Key key, LocalDate day, Instant now) {
        TenantDocuments ours = rounds.of(key.tenantId());
        Document seen = ours.findOne(of(key));
        if (seen != null && !isDue(seen, now)) {
            return null;
        }
        return transactions.inTransaction(unit -> take(unit, ours, key, day, now));
    }

    private @Nullable Round take(UnitOfWork unit, TenantDocuments ours, Round.Key key, LocalDate day, Instant now) {
        ours.upsert(
                unit,
                of(key),
                new Document(
                        "$setOnInsert",
                        write(Round.first(key, day)).append(LEASED_UNTIL, NEVER).append(NEXT_AT, NEVER)));
        Document taken = ours.findAndUpdate(
                unit,
                Filters.and(of(key), Filters.lte(LEASED_UNTIL, Date.from(now)), Filters.lte(NEXT_AT, Date.from(now))),
                Updates.combine(
                        Updates.set(LEASE_OF, ids.next()), Updates.set(LEASED_UNTIL, Date.from(now.plus(LEASE)))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return taken == null ? null : parse(key, taken);
    }

    private static boolean isDue(Document round, Instant now) {
        Date at = Date.from(now);
        return !round.getDate(LEASED_UNTIL).after(at) && !round.getDate(NEXT_AT).after(at);
    }

    @Override
    public boolean keep(Round round, Instant now) {
        Document fields = write(round).append(LEASED_UNTIL, Date.from(now.plus(LEASE)));
        return rounds.of(round.key().tenantId())
                        .update(mine(round), new Document("$set", fields))
                        .getMatchedCount()
                == 1;
    }

    @Override
    public void rest(Round round, Instant next) {
        Document fields = write(round).append(LEASED_UNTIL, NEVER).append(NEXT_AT, Date.from(next));
        rounds.of(round.key().tenantId()).update(mine(round), new Document("$set", fields));
    }

    private static Bson of(Round.Key key) {
        return Filters.and(
                Filters.eq(CODE, key.code()), Filters.eq(TRIGGER, key.trigger().name()));
    }

    private static Bson mine(Round round) {
        return Filters.and(of(round.key()), Filters.eq(LEASE_OF, round.lease()));
    }

    private static Document write(Round round) {
        return new Document(FROM, round.from().toString())
                .append(DAY, round.day().toString())
                .append(AFTER, round.after())
                .append(TRIES, round.tries())
                .append(AWAY, round.missed() == Round.Missed.WHILE_AWAY)
                .append(FAILURES, round.missed() == Round.Missed.BY_FAULT);
    }

    private static Round parse(Round.Key key, Document document) {
        return new Round(
                key,
                LocalDate.parse(document.getString(FROM)),
                LocalDate.parse(document.getString(DAY)),
                document.getString(AFTER),
                document.getInteger(TRIES),
                missed(document),
                document.getString(LEASE_OF));
    }

    private static Round.Missed missed(Document document) {
        if (document.getBoolean(FAILURES)) {
            return Round.Missed.BY_FAULT;
        }
        return document.getBoolean(AWAY, false) ? Round.Missed.WHILE_AWAY : Round.Missed.NOBODY;
    }
}
