package dev.coffer.auth.erasure;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;

/** All documents of a collection that say in one field, which an index begins with, whose they are. */
public final class MongoPersonalData implements PersonalData {

    private final TenantCollection documents;
    private final String owner;

    /** @param owner the field */
    public MongoPersonalData(MongoDatabase database, String collection, String owner) {
        this.documents = new TenantCollection(database, collection);
        this.owner = owner;
    }

    @Override
    public void erase(UnitOfWork unit, String tenantId, String userId) {
        documents.of(tenantId).deleteAll(unit, Filters.eq(owner, userId));
    }
}
