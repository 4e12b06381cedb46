package dev.coffer.kyc.document;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Documents} in the collection {@code documents}. */
final class MongoDocuments implements Documents, DeclaresIndexes {

    private static final String COLLECTION = "documents";
    private static final String ID = "_id";
    private static final String USER_ID = MongoDocumentRecord.USER_ID;
    private static final String CREATED_AT = MongoDocumentRecord.CREATED_AT;
    private static final Bson UNCONFIRMED = Filters.eq(MongoDocumentRecord.STATE, DocumentState.PENDING.name());
    private static final Bson VERIFIED = Filters.eq(MongoDocumentRecord.STATE, DocumentState.VERIFIED.name());
    private static final String EXPIRES_ON = MongoDocumentRecord.EXPIRES_ON;
    private static final Bson NEWEST_FIRST = Sorts.descending(CREATED_AT, ID);

    private final TenantCollection documents;
    private final MongoCollection<Document> all;
    private final MongoDocumentRecord records;
    private final Pages pages;

    MongoDocuments(MongoDatabase database, MongoDocumentRecord records, Pages pages) {
        this.documents = new TenantCollection(database, COLLECTION);
        this.all = database.getCollection(COLLECTION);
        this.records = records;
        this.pages = pages;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                IndexDeclaration.on(
                        COLLECTION,
                        "documents_user",
                        Indexes.compoundIndex(
                                Indexes.ascending(TenantCollection.TENANT_ID, USER_ID),
                                Indexes.descending(CREATED_AT, ID))),
                IndexDeclaration.on(COLLECTION, "documents_unconfirmed", Indexes.ascending(CREATED_AT))
                        .onlyWhere(UNCONFIRMED),
                IndexDeclaration.on(COLLECTION, "documents_expiring", Indexes.ascending(EXPIRES_ON))
                        .onlyWhere(VERIFIED),
                IndexDeclaration.on(
                                COLLECTION,
                                "documents_reminders",
                                Indexes.ascending(MongoDocumentRecord.IS_REMINDED, EXPIRES_ON))
                        .onlyWhere(VERIFIED));
    }

    @Override
    public @Nullable KycDocument find(String tenantId, String documentId) {
        return records.parse(documents.of(tenantId).findOne(Filters.eq(ID, documentId)));
    }

    @Override
    public @Nullable KycDocument find(UnitOfWork unit, String tenantId, String documentId) {
        return records.parse(documents.of(tenantId).findOne(unit, Filters.eq(ID, documentId)));
    }

    @Override
    public List<KycDocument> ofUser(String tenantId, String userId) {
        return parsed(documents
                .of(tenantId)
                .find(Filters.eq(USER_ID, userId))
                .sort(NEWEST_FIRST)
                .limit(MOST));
    }

    @Override
    public List<KycDocument> ofUser(UnitOfWork unit, String tenantId, String userId) {
        return parsed(documents
                .of(tenantId)
                .find(unit, Filters.eq(USER_ID, userId))
                .sort(NEWEST_FIRST)
                .limit(MOST));
    }

    @Override
    public Connection<KycDocument> ofUser(String tenantId, String userId, PageRequest request) {
        MongoKeyset keyset = new MongoKeyset(
                all,
                Filters.and(Filters.eq(TenantCollection.TENANT_ID, tenantId), Filters.eq(USER_ID, userId)),
                CREATED_AT,
                false,
                "documents_user");
        String scope = new Document("tenant", tenantId).append("user", userId).toJson();
        return pages.page(request, scope, keyset, false).map(records::parsed);
    }

    @Override
    public void save(UnitOfWork unit, KycDocument document) {
        Document fields = records.fields(document);
        Document change = new Document("$set", fields);
        Document absent = new Document();
        MongoDocumentRecord.OPTIONAL.stream()
                .filter(name -> !fields.containsKey(name))
                .forEach(name -> absent.append(name, ""));
        if (!absent.isEmpty()) {
            change.append("$unset", absent);
        }
        documents
                .of(document.paper().tenantId())
                .upsert(unit, Filters.eq(ID, document.paper().id()), change);
    }

    @Override
    public void delete(UnitOfWork unit, KycDocument document) {
        documents
                .of(document.paper().tenantId())
                .delete(unit, Filters.eq(ID, document.paper().id()));
    }

    @Override
    public List<KycDocument> runningOut(LocalDate day, int limit) {
        return expiring(
                Filters.and(
                        Filters.lte(EXPIRES_ON, day.toString()),
                        Filters.exists(MongoDocumentRecord.IS_REMINDED, false)),
                "documents_reminders",
                limit);
    }

    @Override
    public List<KycDocument> over(LocalDate today, int limit) {
        return expiring(Filters.lt(EXPIRES_ON, today.toString()), "documents_expiring", limit);
    }

    private List<KycDocument> expiring(Bson filter, String index, int limit) {
        return parsed(all.find(Filters.and(VERIFIED, filter)).hintString(index).limit(limit));
    }

    @Override
    public List<KycDocument> unconfirmed(Instant before, int limit) {
        return parsed(all.find(Filters.and(UNCONFIRMED, Filters.lt(CREATED_AT, Date.from(before))))
                .hintString("documents_unconfirmed")
                .limit(limit));
    }

    private List<KycDocument> parsed(Iterable<Document> found) {
        List<KycDocument> parsed = new ArrayList<>();
        found.forEach(document -> parsed.add(records.parsed(document)));
        return parsed;
    }
}
