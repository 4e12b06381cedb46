package dev.coffer.auth.audit;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import org.bson.Document;

/** Collection {@code audit_tallies}: a handful of documents for each minute in which something was refused; gone when they are in the log. */
final class MongoRefusalTallies implements RefusalTallies, DeclaresIndexes {

    static final String COLLECTION = "audit_tallies";
    private static final String TENANT_ID = TenantCollection.TENANT_ID;
    private static final String KIND = "kind";
    private static final String SUBJECT_ID = "subjectId";
    private static final String BUCKET = "bucket";
    private static final String REASON = "reason";
    private static final String WINDOW = "window";
    private static final String COUNT = "count";
    private static final String FIRST_AT = "firstAt";
    private static final String LAST_AT = "lastAt";

    private final MongoCollection<Document> tallies;

    MongoRefusalTallies(MongoDatabase database) {
        this.tallies = database.getCollection(COLLECTION).withWriteConcern(Transactions.DURABLE);
    }

    /** Outside any transaction: writers of one tally then wait for each other for as long as the write takes and never collide. */
    @Override
    public void count(RefusalTally one) {
        tallies.updateOne(
                Filters.eq("_id", one.id()),
                Updates.combine(
                        Updates.setOnInsert(TENANT_ID, one.tenantId()),
                        Updates.setOnInsert(KIND, one.kind().name()),
                        Updates.setOnInsert(SUBJECT_ID, one.subjectId()),
                        Updates.setOnInsert(BUCKET, one.bucket()),
                        Updates.setOnInsert(REASON, one.reason()),
                        Updates.setOnInsert(WINDOW, Date.from(one.window())),
                        Updates.inc(COUNT, one.count()),
                        Updates.min(FIRST_AT, Date.from(one.firstAt())),
                        Updates.max(LAST_AT, Date.from(one.lastAt()))),
                new UpdateOptions().upsert(true));
    }

    @Override
    public List<RefusalTally> begunBefore(UnitOfWork unit, Instant window, int most) {
        return tallies.find(unit.session(), Filters.lt(WINDOW, Date.from(window)))
                .sort(Sorts.ascending(WINDOW, TENANT_ID, KIND, SUBJECT_ID, REASON))
                .limit(most)
                .map(MongoRefusalTallies::read)
                .into(new ArrayList<>());
    }

    private static RefusalTally read(Document document) {
        return new RefusalTally(
                AuditKind.valueOf(document.getString(KIND)),
                document.getString(TENANT_ID),
                document.getString(SUBJECT_ID),
                document.getInteger(BUCKET, 0),
                document.getString(REASON),
                instant(document, WINDOW),
                Objects.requireNonNull(document.getLong(COUNT), COUNT),
                instant(document, FIRST_AT),
                instant(document, LAST_AT));
    }

    private static Instant instant(Document document, String field) {
        return Objects.requireNonNull(document.getDate(field), field).toInstant();
    }

    @Override
    public void remove(UnitOfWork unit, List<RefusalTally> removed) {
        List<String> ids = removed.stream().map(RefusalTally::id).toList();
        tallies.deleteMany(unit.session(), Filters.in("_id", ids));
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                COLLECTION, "audit_tallies_window", Indexes.ascending(WINDOW, TENANT_ID, KIND, SUBJECT_ID, REASON)));
    }
}
