package dev.coffer.kyc.document;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Updates;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;

/** {@link Remains} in the collection {@code document_remains}. */
final class MongoRemains implements Remains, DeclaresIndexes {

    private static final String COLLECTION = "document_remains";
    private static final String ID = "_id";
    private static final String DUE_AT = "dueAt";
    /** There once somebody deletes the bytes. */
    private static final String IS_SWEPT = "isSwept";
    /** There once the bytes were deleted for the first time. */
    private static final String IS_EMPTY = "isEmpty";

    private final TenantCollection remains;
    private final MongoCollection<Document> all;

    MongoRemains(MongoDatabase database) {
        this.remains = new TenantCollection(database, COLLECTION);
        this.all = database.getCollection(COLLECTION);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(COLLECTION, "remains_due", Indexes.ascending(DUE_AT)));
    }

    @Override
    public void note(UnitOfWork unit, String tenantId, String fileId, Instant dueAt) {
        remains.of(tenantId).upsert(unit, Filters.eq(ID, fileId), Updates.min(DUE_AT, Date.from(dueAt)));
    }

    @Override
    public boolean takeBack(UnitOfWork unit, String tenantId, String fileId) {
        return remains.of(tenantId)
                        .delete(unit, Filters.and(Filters.eq(ID, fileId), Filters.exists(IS_SWEPT, false)))
                        .getDeletedCount()
                == 1;
    }

    @Override
    public List<Remnant> due(Instant now, int limit) {
        List<Remnant> due = new ArrayList<>();
        for (Document found : all.find(Filters.lte(DUE_AT, Date.from(now)))
                .hintString("remains_due")
                .limit(limit)) {
            Remnant remnant = new Remnant(found.getString(TenantCollection.TENANT_ID), found.getString(ID));
            boolean isThere = remains.of(remnant.tenantId())
                            .update(Filters.eq(ID, remnant.fileId()), Updates.set(IS_SWEPT, true))
                            .getMatchedCount()
                    == 1;
            if (isThere) {
                due.add(remnant);
            }
        }
        return due;
    }

    @Override
    public void swept(Remnant remnant, Instant again) {
        boolean isFirst = remains.of(remnant.tenantId())
                        .update(
                                Filters.and(Filters.eq(ID, remnant.fileId()), Filters.exists(IS_EMPTY, false)),
                                Updates.combine(Updates.set(IS_EMPTY, true), Updates.set(DUE_AT, Date.from(again))))
                        .getMatchedCount()
                == 1;
        if (!isFirst) {
            remains.of(remnant.tenantId()).delete(Filters.eq(ID, remnant.fileId()));
        }
    }
}
