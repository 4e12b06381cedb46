package dev.coffer.bonus.award;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.MongoKeyset;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.TenantCollection;
import java.util.List;
import org.bson.Document;
import org.bson.conversions.Bson;

/** {@link Awards} in the collection {@code awards}. */
final class MongoAwards implements Awards, DeclaresIndexes {

    private static final String COLLECTION = "awards";
    private static final String ID = "_id";
    private static final String USER_ID = "userId";
    private static final String AWARDED_AT = "awardedAt";

    private final MongoDatabase database;
    private final Pages pages;
    private final Currencies currencies;

    MongoAwards(MongoDatabase database, Pages pages, Currencies currencies) {
        this.database = database;
        this.pages = pages;
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(IndexDeclaration.on(
                COLLECTION,
                "user_newest",
                Indexes.compoundIndex(
                        Indexes.ascending(TenantCollection.TENANT_ID, USER_ID), Indexes.descending(AWARDED_AT, ID))));
    }

    @Override
    public Connection<Award> page(String tenantId, String userId, PageRequest request, boolean isCounted) {
        Bson ofUser = Filters.and(Filters.eq(TenantCollection.TENANT_ID, tenantId), Filters.eq(USER_ID, userId));
        MongoKeyset keyset = new MongoKeyset(database.getCollection(COLLECTION), ofUser, AWARDED_AT, false);
        return pages.page(request, "bonuses|" + tenantId + "|" + userId, keyset, isCounted)
                .map(this::parse);
    }

    private Award parse(Document document) {
        return new Award(
                document.getString(ID),
                document.getString(TenantCollection.TENANT_ID),
                document.getString(USER_ID),
                document.getString("templateCode"),
                new Money(document.getLong("amountMinor"), currencies.get(document.getString("currency"))),
                document.getDate(AWARDED_AT).toInstant());
    }
}
