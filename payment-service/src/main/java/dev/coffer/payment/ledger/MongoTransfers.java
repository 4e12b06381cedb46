package dev.coffer.payment.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.MongoIterable;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Indexes;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** {@link Transfers} in MongoDB. */
final class MongoTransfers implements Transfers, DeclaresIndexes {

    /** A filter that next to nothing fits reads the wallet's whole book; somebody waits for it. */
    private static final Duration LONGEST_SEARCH = Duration.ofSeconds(5);

    private static final String REVERSALS = "reversals";

    private final MongoCollection<BsonDocument> transfers;
    private final Wallets wallets;
    private final Currencies currencies;

    MongoTransfers(MongoDatabase database, Wallets wallets, Currencies currencies) {
        this.transfers = database.getCollection(MongoTransferDocument.COLLECTION, BsonDocument.class);
        this.wallets = wallets;
        this.currencies = currencies;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        Bson bookings = Filters.exists(MongoTransferDocument.ENTRY_WALLET);
        return List.of(
                // The guard of the ledger: two writers can never both append the same entry. Serves entries and the
                // verifier.
                IndexDeclaration.on(
                                MongoTransferDocument.COLLECTION,
                                "chain",
                                Indexes.compoundIndex(
                                        Indexes.ascending(MongoTransferDocument.ENTRY_WALLET),
                                        Indexes.descending(MongoTransferDocument.ENTRY_SEQ)))
                        .unique()
                        .onlyWhere(bookings),
                // A key is decided once, refusals included. Serves findByKey and the writer's look-up.
                IndexDeclaration.on(
                                MongoTransferDocument.COLLECTION,
                                "idempotency",
                                Indexes.ascending(MongoTransferDocument.TENANT, MongoTransferDocument.KEY))
                        .unique(),
                // Serves ofWallets.
                IndexDeclaration.on(
                                MongoTransferDocument.COLLECTION,
                                "by_wallet",
                                Indexes.compoundIndex(
                                        Indexes.ascending(MongoTransferDocument.ENTRY_WALLET),
                                        Indexes.descending(MongoTransferDocument.ID)))
                        .onlyWhere(bookings),
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
                        Filters.exists(MongoTransferDocument.ENTRIES)))
                .first();
        return found == null ? null : MongoTransferDocument.read(found, currencies);
    }

    @Override
    public List<Transfer> find(String tenantId, Collection<String> transferIds) {
        List<Transfer> found = new ArrayList<>();
        for (BsonDocument document : transfers.find(Filters.and(
                Filters.in(MongoTransferDocument.ID, MongoUuids.toBinaries(transferIds)),
                Filters.eq(MongoTransferDocument.TENANT, tenantId),
                Filters.exists(MongoTransferDocument.ENTRIES)))) {
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
        List<Bson> filters = new ArrayList<>(within(bounds));
        filters.add(Filters.in(MongoTransferDocument.ENTRY_WALLET, MongoUuids.toBinaries(walletIds)));
        filters.add(Filters.eq(MongoTransferDocument.TENANT, tenantId));
        filters.addAll(MongoTransferFilter.of(filter));
        Bson order = bounds.fromOldest()
                ? Sorts.ascending(MongoTransferDocument.ID)
                : Sorts.descending(MongoTransferDocument.ID);
        List<Transfer> page = new ArrayList<>();
        found(Filters.and(filters), order, filter.isReversed(), bounds.limit())
                .forEach(document -> page.add(MongoTransferDocument.read(document, currencies)));
        if (bounds.fromOldest()) {
            Collections.reverse(page);
        }
        return page;
    }

    /** @param isReversed whether only those that were taken back, or only the others; null for all */
    private MongoIterable<BsonDocument> found(Bson wanted, Bson order, @Nullable Boolean isReversed, int limit) {
        if (isReversed == null) {
            return transfers
                    .find(wanted)
                    .sort(order)
                    .limit(limit)
                    .maxTime(LONGEST_SEARCH.toMillis(), TimeUnit.MILLISECONDS);
        }
        return transfers
                .aggregate(List.of(
                        Aggregates.match(wanted),
                        Aggregates.sort(order),
                        Aggregates.lookup(
                                MongoTransferDocument.COLLECTION,
                                MongoTransferDocument.ID,
                                MongoTransferDocument.REVERSES,
                                REVERSALS),
                        Aggregates.match(Filters.size(REVERSALS, isReversed ? 1 : 0)),
                        Aggregates.limit(limit)))
                .maxTime(LONGEST_SEARCH.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** What lies within {@code bounds}, in any collection whose ids sort by time. */
    static List<Bson> within(TransferBounds bounds) {
        return within(MongoTransferDocument.ID, bounds);
    }

    /** @param field that holds an id which sorts by time */
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
        List<Entry> page = entriesOf(walletId, first, last, chainTransfers(walletId, first, last));
        Collections.reverse(page);
        return page;
    }

    /**
     * The transfers that hold the entries of one wallet from {@code firstSeq} to {@code lastSeq}, in no order. Sequence
     * numbers have no gaps, so the range is the page and nothing needs to be sorted by the store.
     */
    List<Transfer> chainTransfers(String walletId, long firstSeq, long lastSeq) {
        List<Transfer> found = new ArrayList<>();
        if (firstSeq <= lastSeq) {
            Bson inRange = Filters.elemMatch(
                    MongoTransferDocument.ENTRIES,
                    Filters.and(
                            Filters.eq(MongoTransferDocument.WALLET, MongoUuids.toBinary(walletId)),
                            Filters.gte(MongoTransferDocument.SEQ, firstSeq),
                            Filters.lte(MongoTransferDocument.SEQ, lastSeq)));
            transfers
                    .find(Filters.and(inRange, Filters.exists(MongoTransferDocument.ENTRY_WALLET)))
                    .forEach(document -> found.add(MongoTransferDocument.read(document, currencies)));
        }
        return found;
    }

    /** The entries of {@code walletId} in {@code transfers} with these sequence numbers, oldest first. */
    static List<Entry> entriesOf(String walletId, long firstSeq, long lastSeq, List<Transfer> transfers) {
        List<Entry> chain = new ArrayList<>();
        for (Transfer transfer : transfers) {
            for (Entry entry : transfer.entries()) {
                if (entry.walletId().equals(walletId) && entry.seq() >= firstSeq && entry.seq() <= lastSeq) {
                    chain.add(entry);
                }
            }
        }
        chain.sort(Comparator.comparingLong(Entry::seq));
        return chain;
    }
}
