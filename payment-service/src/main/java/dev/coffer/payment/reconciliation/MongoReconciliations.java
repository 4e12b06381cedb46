package dev.coffer.payment.reconciliation;

import com.mongodb.MongoWriteException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.payment.ledger.LedgerVerifier;
import java.time.Duration;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Collections {@value #COLLECTION}, kept for 400 days, and {@value #TURNS}, which has one document. */
final class MongoReconciliations implements Reconciliations, DeclaresIndexes {

    static final String COLLECTION = "reconciliations";
    static final String TURNS = "reconciliation_turns";
    static final Duration KEPT_FOR = Duration.ofDays(400);

    private static final Bson THE_LEDGER = Filters.eq("_id", "ledger");
    private static final int DUPLICATE_KEY = 11000;
    private static final String STARTED = "startedAt";
    private static final String FINISHED = "finishedAt";
    private static final String OWNER = "owner";
    private static final String UNTIL = "until";
    private static final String FLAWS = "flaws";

    private final MongoCollection<Document> found;
    private final MongoCollection<Document> turns;

    MongoReconciliations(MongoDatabase database) {
        this.found = database.getCollection(COLLECTION);
        this.turns = database.getCollection(TURNS);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // Serves latest.
                IndexDeclaration.on(COLLECTION, "finished", Indexes.descending(FINISHED))
                        .expiringAfter(KEPT_FOR));
    }

    @Override
    public @Nullable Reconciliation latest() {
        Document latest = found.find().sort(Sorts.descending(FINISHED)).first();
        return latest == null ? null : read(latest);
    }

    @Override
    public boolean claim(String owner, Duration every, Duration lease) {
        try {
            // Of two that insert the only document at once, one meets the other's id.
            turns.updateOne(THE_LEDGER, Updates.setOnInsert(UNTIL, new Date(0)), new UpdateOptions().upsert(true));
        } catch (MongoWriteException failure) {
            if (failure.getError().getCode() != DUPLICATE_KEY) {
                throw failure;
            }
        }
        Document due = new Document(
                "$and",
                List.of(
                        new Document("$lt", List.of("$" + UNTIL, "$$NOW")),
                        new Document(
                                "$lte",
                                List.of(
                                        new Document("$ifNull", List.of("$" + STARTED, new Date(0))),
                                        new Document("$subtract", List.of("$$NOW", every.toMillis()))))));
        Document taken = new Document(OWNER, new Document("$literal", owner)).append(UNTIL, leaseEnd(lease));
        return turns.updateOne(Filters.and(THE_LEDGER, Filters.expr(due)), List.of(new Document("$set", taken)))
                        .getMatchedCount()
                == 1;
    }

    private static Document leaseEnd(Duration lease) {
        return new Document("$add", List.of("$$NOW", lease.toMillis()));
    }

    private static Bson mine(String owner) {
        return Filters.and(THE_LEDGER, Filters.eq(OWNER, owner));
    }

    @Override
    public void renew(String owner, Duration lease) {
        turns.updateOne(mine(owner), List.of(new Document("$set", new Document(UNTIL, leaseEnd(lease)))));
    }

    @Override
    public void finish(String owner, Reconciliation one) {
        found.insertOne(new Document("_id", one.id())
                .append(STARTED, Date.from(one.startedAt()))
                .append(FINISHED, Date.from(one.finishedAt()))
                .append("wallets", one.wallets())
                .append("entries", one.entries())
                .append(
                        FLAWS,
                        one.flaws().stream()
                                .map(flaw -> new Document("kind", flaw.kind().name())
                                        .append("where", flaw.where())
                                        .append("what", flaw.what()))
                                .toList()));
        turns.updateOne(
                mine(owner),
                Updates.combine(Updates.set(STARTED, Date.from(one.startedAt())), Updates.set(UNTIL, new Date(0))));
    }

    @Override
    public void giveUp(String owner) {
        turns.updateOne(mine(owner), Updates.set(UNTIL, new Date(0)));
    }

    private static Reconciliation read(Document document) {
        return new Reconciliation(
                document.getString("_id"),
                document.getDate(STARTED).toInstant(),
                document.getDate(FINISHED).toInstant(),
                document.getLong("wallets"),
                document.getLong("entries"),
                document.getList(FLAWS, Document.class).stream()
                        .map(flaw -> new LedgerVerifier.Flaw(
                                LedgerVerifier.Kind.valueOf(flaw.getString("kind")),
                                flaw.getString("where"),
                                flaw.getString("what")))
                        .toList());
    }
}
