package dev.coffer.payment.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Wallets} in MongoDB. */
final class MongoWallets implements Wallets {

    private final MongoCollection<BsonDocument> wallets;
    private final Currencies currencies;

    MongoWallets(MongoDatabase database, Currencies currencies) {
        this.wallets = database.getCollection(WalletDocument.COLLECTION, BsonDocument.class);
        this.currencies = currencies;
    }

    void createIndexes() {
        // One wallet per owner, currency and category: what makes opening idempotent over all writers. Serves
        // byIdentity and ofOwners.
        wallets.createIndex(
                Indexes.ascending(
                        WalletDocument.TENANT, WalletDocument.OWNER, WalletDocument.CURRENCY, WalletDocument.CATEGORY),
                new IndexOptions().unique(true).name("identity"));
        // Serves page.
        wallets.createIndex(
                Indexes.ascending(WalletDocument.TENANT, WalletDocument.ID), new IndexOptions().name("tenant"));
    }

    @Override
    public @Nullable Wallet find(String tenantId, String walletId) {
        BsonBinary id = Uuids.toBinaryOrNull(walletId);
        return id == null
                ? null
                : first(Filters.and(Filters.eq(WalletDocument.ID, id), Filters.eq(WalletDocument.TENANT, tenantId)));
    }

    @Override
    public @Nullable Wallet find(String tenantId, WalletOwner owner, Currency currency, String category) {
        return first(byIdentity(new OpenWallet(tenantId, owner, currency, category)));
    }

    static Bson byIdentity(OpenWallet identity) {
        return Filters.and(
                Filters.eq(WalletDocument.TENANT, identity.tenantId()),
                Filters.eq(WalletDocument.OWNER, identity.owner().key()),
                Filters.eq(WalletDocument.CURRENCY, identity.currency().code()),
                Filters.eq(WalletDocument.CATEGORY, identity.category()));
    }

    @Override
    public List<Wallet> ofOwners(String tenantId, Collection<WalletOwner> owners) {
        return read(wallets.find(Filters.and(
                Filters.eq(WalletDocument.TENANT, tenantId),
                Filters.in(
                        WalletDocument.OWNER,
                        owners.stream().map(WalletOwner::key).toList()))));
    }

    @Override
    public List<Wallet> page(String tenantId, @Nullable String afterId, int limit) {
        if (limit < 1 || limit > MAX_PAGE + 1) {
            throw new IllegalArgumentException("A page has 1 to " + (MAX_PAGE + 1) + " wallets, not " + limit);
        }
        Bson filter = Filters.eq(WalletDocument.TENANT, tenantId);
        if (afterId != null) {
            filter = Filters.and(filter, Filters.gt(WalletDocument.ID, Uuids.toBinary(afterId)));
        }
        return read(wallets.find(filter)
                .sort(Sorts.ascending(WalletDocument.TENANT, WalletDocument.ID))
                .limit(limit));
    }

    private @Nullable Wallet first(Bson filter) {
        BsonDocument found = wallets.find(filter).first();
        return found == null ? null : WalletDocument.read(found, currencies);
    }

    private List<Wallet> read(Iterable<BsonDocument> documents) {
        List<Wallet> read = new ArrayList<>();
        documents.forEach(document -> read.add(WalletDocument.read(document, currencies)));
        return read;
    }
}
