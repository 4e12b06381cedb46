package dev.coffer.payment.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Transfers} in MongoDB. */
final class MongoTransfers implements Transfers, DeclaresIndexes {

    private final MongoCollection<BsonDocument> transfers;
    private final Wallets wallets;
    private final Currencies currencies;
    private final MongoEntries entries;
    private final MongoTransferPages pages;

    MongoTransfers(MongoDatabase database, Wallets wallets, MongoEntries entries, Currencies currencies) {
        this.transfers = database.getCollection(MongoTransferDocument.COLLECTION, BsonDocument.class);
        this.wallets = wallets;
        this.currencies = currencies;
        this.entries = entries;
        this.pages = new MongoTransferPages(this, wallets, entries);
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return List.of(
                // The guard of the ledger: two writers can never both append the same entry. Serves entries, ofWallets
                // and the verifier.
                IndexDeclaration.on(
                                MongoTransferDocument.COLLECTION,
                                "entries",
                                Indexes.compoundIndex(
                                        Indexes.ascending(MongoTransferDocument.ENTRY_WALLET),
                                        Indexes.descending(MongoTransferDocument.ENTRY_SEQ)))
                        .unique()
                        .onlyWhere(MongoTransferDocument.IS_BOOKING),
                // A key is decided once, refusals included. Serves findByKey and the writer's look-up.
                IndexDeclaration.on(
                                MongoTransferDocument.COLLECTION,
                                "idempotency",
                                Indexes.ascending(MongoTransferDocument.TENANT, MongoTransferDocument.KEY))
                        .unique(),
                // A transfer is taken back once: two writers can never both do it. Serves reversals.
                IndexDeclaration.on(
                                MongoTransferDocument.COLLECTION,
                                "reversal",
                                Indexes.ascending(MongoTransferDocument.REVERSES))
                        .unique()
                        .onlyWhere(Filters.exists(MongoTransferDocument.REVERSES)),
                // Serves ofHold.
                IndexDeclaration.on(
                                MongoTransferDocument.COLLECTION,
                                "hold",
                                Indexes.ascending(MongoTransferDocument.HOLD, MongoTransferDocument.ID))
                        .onlyWhere(Filters.exists(MongoTransferDocument.HOLD)),
                // Serves ofBet.
                IndexDeclaration.on(
                                MongoTransferDocument.COLLECTION,
                                "bet",
                                Indexes.ascending(
                                        MongoTransferDocument.TENANT,
                                        MongoTransferDocument.BET,
                                        MongoTransferDocument.ID))
                        .onlyWhere(Filters.exists(MongoTransferDocument.BET)),
                // Serves the relay when the oplog no longer reaches back to where it stopped.
                IndexDeclaration.on(
                        MongoTransferDocument.COLLECTION, "at", Indexes.ascending(MongoTransferDocument.AT)));
    }

    @Override
    public @Nullable Transfer find(String tenantId, String transferId) {
        BsonBinary id = MongoUuids.toBinaryOrNull(transferId);
        if (id == null) {
            return null;
        }
        BsonDocument found = transfers
                .find(Filters.and(
                        Filters.eq(MongoTransferDocument.ID, id),
                        Filters.eq(MongoTransferDocument.TENANT, tenantId),
                        MongoTransferDocument.IS_BOOKING))
                .first();
        return found == null ? null : MongoTransferDocument.read(found, currencies);
    }

    @Override
    public List<Transfer> find(String tenantId, Collection<String> transferIds) {
        List<Transfer> found = new ArrayList<>();
        for (BsonDocument document : transfers.find(Filters.and(
                Filters.in(MongoTransferDocument.ID, MongoUuids.toBinaries(transferIds)),
                Filters.eq(MongoTransferDocument.TENANT, tenantId),
                MongoTransferDocument.IS_BOOKING))) {
            found.add(MongoTransferDocument.read(document, currencies));
        }
        return found;
    }

    @Override
    public @Nullable PostResult findByKey(String tenantId, String idempotencyKey) {
        BsonDocument found = transfers
                .find(Filters.and(
                        Filters.eq(MongoTransferDocument.TENANT, tenantId),
                        Filters.eq(MongoTransferDocument.KEY, idempotencyKey)))
                .first();
        return found == null ? null : MongoTransferDocument.readResult(found, currencies);
    }

    @Override
    public Map<String, Transfer> reversalsOf(String tenantId, Collection<String> transferIds) {
        Map<String, Transfer> reversals = new HashMap<>();
        List<BsonBinary> ids = MongoUuids.toBinaries(transferIds);
        if (!ids.isEmpty()) {
            for (BsonDocument found : transfers.find(Filters.and(
                    Filters.in(MongoTransferDocument.REVERSES, ids),
                    Filters.eq(MongoTransferDocument.TENANT, tenantId),
                    Filters.exists(MongoTransferDocument.REVERSES)))) {
                Transfer reversal = MongoTransferDocument.read(found, currencies);
                reversals.put(Objects.requireNonNull(reversal.links().reverses()), reversal);
            }
        }
        return reversals;
    }

    @Override
    public List<Transfer> ofHold(String tenantId, String holdId) {
        BsonBinary id = MongoUuids.toBinaryOrNull(holdId);
        List<Transfer> found = new ArrayList<>();
        if (id != null) {
            transfers
                    .find(Filters.and(
                            Filters.eq(MongoTransferDocument.HOLD, id),
                            Filters.eq(MongoTransferDocument.TENANT, tenantId),
                            Filters.exists(MongoTransferDocument.HOLD)))
                    .sort(Sorts.ascending(MongoTransferDocument.ID))
                    .limit(MAX_PAGE)
                    .forEach(document -> found.add(MongoTransferDocument.read(document, currencies)));
        }
        return found;
    }

    @Override
    public List<Transfer> ofBet(KnownBet.Key key) {
        List<Transfer> found = new ArrayList<>();
        transfers
                .find(Filters.and(
                        Filters.eq(MongoTransferDocument.TENANT, key.tenantId()),
                        Filters.eq(MongoTransferDocument.BET, key.betId()),
                        Filters.exists(MongoTransferDocument.BET)))
                .sort(Sorts.ascending(MongoTransferDocument.ID))
                .limit(MAX_PAGE)
                .forEach(document -> found.add(MongoTransferDocument.read(document, currencies)));
        return found;
    }

    @Override
    public List<Transfer> ofWallets(
            String tenantId, Collection<String> walletIds, Filter filter, TransferBounds bounds) {
        return pages.page(tenantId, walletIds, filter, bounds);
    }

    /**
     * What lies within {@code bounds}, in a collection whose ids sort by time.
     *
     * @param field that holds such an id
     */
    static List<Bson> within(String field, TransferBounds bounds) {
        List<Bson> filters = new ArrayList<>();
        if (bounds.beforeId() != null) {
            filters.add(Filters.lt(field, MongoUuids.toBinary(bounds.beforeId())));
        }
        if (bounds.afterId() != null) {
            filters.add(Filters.gt(field, MongoUuids.toBinary(bounds.afterId())));
        }
        return filters;
    }

    @Override
    public List<Entry> entries(String tenantId, String walletId, EntryBounds bounds) {
        Wallet wallet = wallets.find(tenantId, walletId);
        if (wallet == null) {
            return List.of();
        }
        long first = bounds.afterSeq() + 1;
        long last = Math.min(bounds.beforeSeq() - 1, wallet.seq());
        if (bounds.fromOldest()) {
            last = Math.min(last, first + bounds.limit() - 1);
        } else {
            first = Math.max(first, last - bounds.limit() + 1);
        }
        List<Entry> page = MongoEntries.of(walletId, first, last, entries.transfers(walletId, first, last));
        Collections.reverse(page);
        return page;
    }
}
