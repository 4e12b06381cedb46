package dev.coffer.payment.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.IndexOptions;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.money.Currencies;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Transfers} in MongoDB. */
final class MongoTransfers implements Transfers {

    private final MongoCollection<BsonDocument> transfers;
    private final Wallets wallets;
    private final Currencies currencies;

    MongoTransfers(MongoDatabase database, Wallets wallets, Currencies currencies) {
        this.transfers = database.getCollection(TransferDocument.COLLECTION, BsonDocument.class);
        this.wallets = wallets;
        this.currencies = currencies;
    }

    void createIndexes() {
        Bson bookings = Filters.exists(TransferDocument.ENTRY_WALLET);
        // The guard of the ledger: two writers can never both append the same entry. Serves entries and the verifier.
        transfers.createIndex(
                Indexes.compoundIndex(
                        Indexes.ascending(TransferDocument.ENTRY_WALLET),
                        Indexes.descending(TransferDocument.ENTRY_SEQ)),
                new IndexOptions()
                        .unique(true)
                        .partialFilterExpression(bookings)
                        .name("chain"));
        // A key is decided once, refusals included. Serves findByKey and the writer's look-up.
        transfers.createIndex(
                Indexes.ascending(TransferDocument.TENANT, TransferDocument.KEY),
                new IndexOptions().unique(true).name("idempotency"));
        // Serves ofWallets.
        transfers.createIndex(
                Indexes.compoundIndex(
                        Indexes.ascending(TransferDocument.ENTRY_WALLET), Indexes.descending(TransferDocument.ID)),
                new IndexOptions().partialFilterExpression(bookings).name("by_wallet"));
    }

    @Override
    public @Nullable Transfer find(String tenantId, String transferId) {
        BsonBinary id = Uuids.toBinaryOrNull(transferId);
        if (id == null) {
            return null;
        }
        BsonDocument found = transfers
                .find(Filters.and(
                        Filters.eq(TransferDocument.ID, id),
                        Filters.eq(TransferDocument.TENANT, tenantId),
                        Filters.exists(TransferDocument.ENTRIES)))
                .first();
        return found == null ? null : TransferDocument.read(found, currencies);
    }

    @Override
    public @Nullable PostResult findByKey(String tenantId, String idempotencyKey) {
        BsonDocument found = transfers
                .find(Filters.and(
                        Filters.eq(TransferDocument.TENANT, tenantId),
                        Filters.eq(TransferDocument.KEY, idempotencyKey)))
                .first();
        return found == null ? null : TransferDocument.readResult(found, currencies);
    }

    @Override
    public List<Transfer> ofWallets(String tenantId, Collection<String> walletIds, TransferBounds bounds) {
        List<BsonBinary> ids = walletIds.stream()
                .map(Uuids::toBinaryOrNull)
                .filter(Objects::nonNull)
                .toList();
        List<Bson> filters = new ArrayList<>();
        filters.add(Filters.in(TransferDocument.ENTRY_WALLET, ids));
        filters.add(Filters.eq(TransferDocument.TENANT, tenantId));
        if (bounds.beforeId() != null) {
            filters.add(Filters.lt(TransferDocument.ID, Uuids.toBinary(bounds.beforeId())));
        }
        if (bounds.afterId() != null) {
            filters.add(Filters.gt(TransferDocument.ID, Uuids.toBinary(bounds.afterId())));
        }
        List<Transfer> page = new ArrayList<>();
        transfers
                .find(Filters.and(filters))
                .sort(
                        bounds.fromOldest()
                                ? Sorts.ascending(TransferDocument.ID)
                                : Sorts.descending(TransferDocument.ID))
                .limit(bounds.limit())
                .forEach(document -> page.add(TransferDocument.read(document, currencies)));
        if (bounds.fromOldest()) {
            Collections.reverse(page);
        }
        return page;
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
        List<Entry> page = new ArrayList<>(chain(walletId, first, last));
        Collections.reverse(page);
        return page;
    }

    /**
     * The entries of one wallet from {@code firstSeq} to {@code lastSeq}, oldest first. Sequence numbers have no gaps, so the
     * range is the page and nothing needs to be sorted by the store.
     */
    List<Entry> chain(String walletId, long firstSeq, long lastSeq) {
        if (firstSeq > lastSeq) {
            return List.of();
        }
        List<Entry> chain = new ArrayList<>();
        Bson inRange = Filters.elemMatch(
                TransferDocument.ENTRIES,
                Filters.and(
                        Filters.eq(TransferDocument.WALLET, Uuids.toBinary(walletId)),
                        Filters.gte(TransferDocument.SEQ, firstSeq),
                        Filters.lte(TransferDocument.SEQ, lastSeq)));
        for (BsonDocument document :
                transfers.find(Filters.and(inRange, Filters.exists(TransferDocument.ENTRY_WALLET)))) {
            for (Entry entry : TransferDocument.read(document, currencies).entries()) {
                if (entry.walletId().equals(walletId) && entry.seq() >= firstSeq && entry.seq() <= lastSeq) {
                    chain.add(entry);
                }
            }
        }
        chain.sort(Comparator.comparingLong(Entry::seq));
        return chain;
    }
}
