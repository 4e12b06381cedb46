package dev.coffer.core.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.ReturnDocument;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Which migrations ran on a database, how far, and who works on them. A batch, its position and the proof that its process still
 * has the lease are one transaction: so it counts once, whoever dies when.
 */
public final class MigrationLedger {

    static final String COLLECTION = "data_migrations";

    private static final String LEASES = "data_migration_lease";
    private static final String LEASE = "lease";
    private static final String OWNER = "owner";
    private static final String UNTIL = "until";
    private static final String FENCE = "fence";

    private final MongoCollection<Document> records;
    private final MongoCollection<Document> leases;
    private final Clock clock;

    public MigrationLedger(MongoDatabase database, Clock clock) {
        this.records = database.getCollection(COLLECTION);
        this.leases = database.getCollection(LEASES);
        this.clock = clock;
    }

    /** Another process works on the migrations now. */
    static final class LeaseTaken extends RuntimeException {

        private static final long serialVersionUID = 1L;

        LeaseTaken() {
            super("another process took over the migrations");
        }
    }

    /** Every migration that ever began, by id. */
    public List<MigrationRecord> records() {
        return records.find()
                .sort(Sorts.ascending("_id"))
                .map(MigrationDocument::record)
                .into(new ArrayList<>());
    }

    /** Takes the lease where nobody has it or its time ran out. @return the fence of this holding, null where another has it */
    @Nullable
    Long acquire(String owner, Duration lease) {
        leases.updateOne(
                Filters.eq("_id", LEASE),
                Updates.combine(
                        Updates.setOnInsert(OWNER, owner),
                        Updates.setOnInsert(FENCE, 0L),
                        Updates.setOnInsert(UNTIL, new Date(0))),
                new UpdateOptions().upsert(true));
        Document taken = leases.findOneAndUpdate(
                Filters.and(Filters.eq("_id", LEASE), Filters.expr(new Document("$lt", List.of("$" + UNTIL, "$$NOW")))),
                List.of(new Document(
                        "$set",
                        new Document(OWNER, new Document("$literal", owner))
                                .append(FENCE, new Document("$add", List.of("$" + FENCE, 1L)))
                                .append(UNTIL, new Document("$add", List.of("$$NOW", lease.toMillis()))))),
                new FindOneAndUpdateOptions().returnDocument(ReturnDocument.AFTER));
        return taken == null ? null : taken.getLong(FENCE);
    }

    void release(long fence) {
        leases.updateOne(held(fence), Updates.set(UNTIL, new Date(0)));
    }

    private static Bson held(long fence) {
        return Filters.and(Filters.eq("_id", LEASE), Filters.eq(FENCE, fence));
    }

    /**
     * Does the next batch of a migration inside the transaction.
     *
     * @return whether it was the last
     * @throws LeaseTaken where another process has the lease; nothing happens then
     */
    boolean batch(UnitOfWork unit, long fence, Migration migration, String by, MigrationLimits limits) {
        renew(unit, fence, limits.lease());
        MigrationDocument before = MigrationDocument.of(
                migration,
                records.find(unit.session(), Filters.eq("_id", migration.id())).first());
        if (before.isApplied()) {
            return true;
        }
        long began = clock.millis();
        Migration.Progress progress = migration.work().apply(unit, before.position(), limits.rowsPerBatch());
        if (progress.position() != null && progress.position().equals(before.position())) {
            throw new IllegalStateException(migration + " does not move on from " + progress.position());
        }
        Document after = before.after(progress, by, new Date(began), new Date(clock.millis()));
        records.replaceOne(unit.session(), Filters.eq("_id", migration.id()), after, new ReplaceOptions().upsert(true));
        return progress.position() == null;
    }

    private void renew(UnitOfWork unit, long fence, Duration lease) {
        long matched = leases.updateOne(
                        unit.session(),
                        held(fence),
                        List.of(new Document(
                                "$set", new Document(UNTIL, new Document("$add", List.of("$$NOW", lease.toMillis()))))))
                .getMatchedCount();
        if (matched == 0) {
            throw new LeaseTaken();
        }
    }

    /** Writes down why a migration stands still, if this process still has the lease. */
    void failed(UnitOfWork unit, long fence, Migration migration, String by, String error, MigrationLimits limits) {
        renew(unit, fence, limits.lease());
        Bson id = Filters.eq("_id", migration.id());
        MigrationDocument before =
                MigrationDocument.of(migration, records.find(unit.session(), id).first());
        if (!before.isApplied()) {
            records.replaceOne(unit.session(), id, before.failed(by, error), new ReplaceOptions().upsert(true));
        }
    }
}
