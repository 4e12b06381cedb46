package dev.coffer.core.store;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import org.bson.Document;

/**
 * A collection whose documents belong to tenants. It cannot be read or written as such: {@link #of} names the tenant first, and
 * every statement from there on is confined to that tenant. This is the one place where the tenant filter is added.
 */
public final class TenantCollection {

    /** The field of every tenant-scoped document. */
    public static final String TENANT_ID = "tenantId";

    private final MongoCollection<Document> origin;

    public TenantCollection(MongoDatabase database, String name) {
        this.origin = database.getCollection(name);
    }

    /** The tenant's part of the collection. */
    public TenantDocuments of(String tenantId) {
        return new TenantDocuments(origin, tenantId);
    }
}
