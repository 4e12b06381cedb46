package dev.coffer.auth.code;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import dev.coffer.core.store.TenantDocuments;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link PendingCodes} in the collection of {@link MongoCodes}. A user has one code of each purpose at most. */
final class MongoPendingCodes implements PendingCodes, DeclaresIndexes {

    private final MongoDatabase database;
    private final TenantCollection codes;
    private final Pages pages;

    MongoPendingCodes(MongoDatabase database, Pages pages) {
        this.database = database;
        this.codes = new TenantCollection(database, MongoCodes.COLLECTION);
        this.pages = pages;
    }

    @Override
    public Connection<PendingCode> page(
            String tenantId, String userId, Instant now, PageRequest page, boolean isCounted) {
        Bson filter = Filters.and(Filters.eq(TenantCollection.TENANT_ID, tenantId), pendingOf(userId, now));
        MongoKeyset keyset =
                new MongoKeyset(database.getCollection(MongoCodes.COLLECTION), filter, MongoCodes.CREATED_AT, false);
        return pages.page(page, "codes|" + tenantId + "|" + userId, keyset, isCounted)
                .map(MongoPendingCodes::read);
    }

    @Override
    public @Nullable PendingCode revoke(UnitOfWork unit, String tenantId, String userId, String id, Instant now) {
        TenantDocuments ofTenant = codes.of(tenantId);
        Bson own = Filters.and(Filters.eq("_id", id), pendingOf(userId, now));
        Document found = ofTenant.findOne(unit, own);
        if (found == null) {
            return null;
        }
        ofTenant.delete(unit, own);
        return read(found);
    }

    private static Bson pendingOf(String userId, Instant now) {
        return Filters.and(
                Filters.eq(MongoCodes.USER_ID, userId),
                Filters.gt(MongoCodes.TRIES_LEFT, 0),
                Filters.gt(MongoCodes.EXPIRES_AT, Date.from(now)));
    }

    private static PendingCode read(Document document) {
        return new PendingCode(
                document.getString("_id"),
                CodePurpose.valueOf(document.getString(MongoCodes.PURPOSE)),
                document.getString(MongoCodes.SENT_TO),
                document.getDate(MongoCodes.CREATED_AT).toInstant(),
                document.getDate(MongoCodes.EXPIRES_AT).toInstant());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                MongoCodes.COLLECTION,
                "codes_of_user_newest",
                Indexes.compoundIndex(
                        Indexes.ascending(TenantCollection.TENANT_ID, MongoCodes.USER_ID),
                        Indexes.descending(MongoCodes.CREATED_AT, "_id"))));
    }
}
