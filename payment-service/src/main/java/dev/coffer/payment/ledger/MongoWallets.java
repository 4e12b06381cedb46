package dev.coffer.payment.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Wallets} in MongoDB. */
final class MongoWallets implements Wallets, DeclaresIndexes {

    private final MongoCollection<BsonDocument> wallets;
    private final Currencies currencies;

    MongoWallets(MongoDatabase database, Currencies currencies) {
        this.wallets = database.getCollection(MongoWalletDocument.COLLECTION, BsonDocument.class);
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // One wallet per owner, currency and category: what makes opening idempotent over all writers.
                IndexDeclaration.on(
                                MongoWalletDocument.COLLECTION,
                                "identity",
                                Indexes.ascending(
                                        MongoWalletDocument.TENANT,
                                        MongoWalletDocument.OWNER,
                                        MongoWalletDocument.CURRENCY,
                                        MongoWalletDocument.CATEGORY))
                        .unique(),
                // Serves page.
                IndexDeclaration.on(
                        MongoWalletDocument.COLLECTION,
                        "tenant",
                        Indexes.ascending(MongoWalletDocument.TENANT, MongoWalletDocument.ID)));
    }

    @Override
    public @Nullable Wallet find(String tenantId, String walletId) {
        BsonBinary id = MongoUuids.toBinaryOrNull(walletId);
        return id == null
                ? null
                : first(Filters.and(
                        Filters.eq(MongoWalletDocument.ID, id), Filters.eq(MongoWalletDocument.TENANT, tenantId)));
    }

    @Override
    public List<Wallet> find(String tenantId, Collection<String> walletIds) {
        if (walletIds.size() > MAX_BATCH) {
            throw new IllegalArgumentException(
                    "At most " + MAX_BATCH + " wallets are read at once, not " + walletIds.size());
        }
        List<BsonBinary> ids = MongoUuids.toBinaries(walletIds);
        return ids.isEmpty()
                ? List.of()
                : read(wallets.find(Filters.and(
                        Filters.in(MongoWalletDocument.ID, ids), Filters.eq(MongoWalletDocument.TENANT, tenantId))));
    }

    @Override
    public @Nullable Wallet find(String tenantId, WalletOwner owner, Currency currency, String category) {
        return first(byIdentity(new OpenWallet(tenantId, owner, currency, category)));
    }

    static Bson byIdentity(OpenWallet identity) {
        return Filters.and(
                Filters.eq(MongoWalletDocument.TENANT, identity.tenantId()),
                Filters.eq(MongoWalletDocument.OWNER, identity.owner().key()),
                Filters.eq(MongoWalletDocument.CURRENCY, identity.currency().code()),
                Filters.eq(MongoWalletDocument.CATEGORY, identity.category()));
    }

    @Override
    public List<Wallet> ofOwners(String tenantId, Collection<WalletOwner> owners) {
        return read(wallets.find(Filters.and(
                Filters.eq(MongoWalletDocument.TENANT, tenantId),
                Filters.in(
                        MongoWalletDocument.OWNER,
                        owners.stream().map(WalletOwner::key).toList()))));
    }

    @Override
    public List<Wallet> page(String tenantId, @Nullable String afterId, int limit) {
        if (limit < 1 || limit > MAX_PAGE + 1) {
            throw new IllegalArgumentException("A page has 1 to " + (MAX_PAGE + 1) + " wallets, not " + limit);
        }
        Bson filter = Filters.eq(MongoWalletDocument.TENANT, tenantId);
        if (afterId != null) {
            filter = Filters.and(filter, Filters.gt(MongoWalletDocument.ID, MongoUuids.toBinary(afterId)));
        }
        return read(wallets.find(filter)
                .sort(Sorts.ascending(MongoWalletDocument.TENANT, MongoWalletDocument.ID))
                .limit(limit));
    }

    private @Nullable Wallet first(Bson filter) {
        BsonDocument found = wallets.find(filter).first();
        return found == null ? null : MongoWalletDocument.read(found, currencies);
    }

    private List<Wallet> read(Iterable<BsonDocument> documents) {
        List<Wallet> read = new ArrayList<>();
        documents.forEach(document -> read.add(MongoWalletDocument.read(document, currencies)));
        return read;
    }
}
