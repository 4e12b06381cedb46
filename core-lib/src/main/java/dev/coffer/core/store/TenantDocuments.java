package dev.coffer.core.store;

import com.mongodb.client.AggregateIterable;
import com.mongodb.client.FindIterable;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.FindOneAndUpdateOptions;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.UpdateOptions;
import com.mongodb.client.result.DeleteResult;
import com.mongodb.client.result.UpdateResult;
import java.util.ArrayList;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** One tenant's documents of one collection. A method that takes a {@link UnitOfWork} works inside that transaction. */
public final class TenantDocuments {

    private final MongoCollection<Document> origin;
    private final String tenantId;

    TenantDocuments(MongoCollection<Document> origin, String tenantId) {
        if (tenantId.isBlank()) {
            throw new IllegalArgumentException("tenantId must not be blank");
        }
        this.origin = origin;
        this.tenantId = tenantId;
    }

    public FindIterable<Document> find(Bson filter) {
        return origin.find(confined(filter));
    }

    public FindIterable<Document> find(UnitOfWork unit, Bson filter) {
        return origin.find(unit.session(), confined(filter));
    }

    public @Nullable Document findOne(Bson filter) {
        return find(filter).first();
    }

    public @Nullable Document findOne(UnitOfWork unit, Bson filter) {
        return find(unit, filter).first();
    }

    /** @param limit counting stops here, so that the cost is bounded */
    public long count(Bson filter, int limit) {
        return origin.countDocuments(confined(filter), new com.mongodb.client.model.CountOptions().limit(limit));
    }

    public AggregateIterable<Document> aggregate(List<? extends Bson> stages) {
        List<Bson> confinedStages = new ArrayList<>();
        confinedStages.add(Aggregates.match(tenant()));
        confinedStages.addAll(stages);
        return origin.aggregate(confinedStages);
    }

    public void insert(UnitOfWork unit, Document document) {
        origin.insertOne(unit.session(), stamped(document));
    }

    public void insertAll(UnitOfWork unit, List<Document> documents) {
        origin.insertMany(unit.session(), documents.stream().map(this::stamped).toList());
    }

    public UpdateResult update(UnitOfWork unit, Bson filter, Bson change) {
        return origin.updateOne(unit.session(), confined(filter), change);
    }

    /** A change of one document that needs no other: durable when it returns, and made once where the driver repeats it. */
    public UpdateResult update(Bson filter, Bson change) {
        return origin.updateOne(confined(filter), change);
    }

    /** A change of one document. */
    public record Change(Bson filter, Bson change) {}

    /**
     * Changes that need no other, in one command and in any order: durable when it returns, and each made once where the driver
     * repeats it.
     *
     * @return how many found a document to change
     */
    public int updateEach(List<Change> changes) {
        return origin.bulkWrite(
                        changes.stream()
                                .map(one -> new UpdateOneModel<Document>(confined(one.filter()), one.change()))
                                .toList(),
                        new BulkWriteOptions().ordered(false))
                .getMatchedCount();
    }

    /** As {@link #update(UnitOfWork, Bson, Bson)}, every document that fits. */
    public UpdateResult updateAll(UnitOfWork unit, Bson filter, Bson change) {
        return origin.updateMany(unit.session(), confined(filter), change);
    }

    public UpdateResult upsert(UnitOfWork unit, Bson filter, Bson change) {
        return origin.updateOne(unit.session(), confined(filter), change, new UpdateOptions().upsert(true));
    }

    public @Nullable Document findAndUpdate(
            UnitOfWork unit, Bson filter, Bson change, FindOneAndUpdateOptions options) {
        return origin.findOneAndUpdate(unit.session(), confined(filter), change, options);
    }

    public DeleteResult delete(UnitOfWork unit, Bson filter) {
        return origin.deleteOne(unit.session(), confined(filter));
    }

    /** A delete that needs no other write: durable when it returns. */
    public DeleteResult delete(Bson filter) {
        return origin.deleteOne(confined(filter));
    }

    public DeleteResult deleteAll(UnitOfWork unit, Bson filter) {
        return origin.deleteMany(unit.session(), confined(filter));
    }

    private Bson confined(Bson filter) {
        return Filters.and(tenant(), filter);
    }

    private Bson tenant() {
        return Filters.eq(TenantCollection.TENANT_ID, tenantId);
    }

    private Document stamped(Document document) {
        Object found = document.get(TenantCollection.TENANT_ID);
        if (found != null && !found.equals(tenantId)) {
            throw new IllegalArgumentException("document of tenant " + found + " given to tenant " + tenantId);
        }
        return new Document(document).append(TenantCollection.TENANT_ID, tenantId);
    }
}
