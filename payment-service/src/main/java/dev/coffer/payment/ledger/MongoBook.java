package dev.coffer.payment.ledger;

import com.mongodb.ClientSessionOptions;
import com.mongodb.MongoException;
import com.mongodb.ReadConcern;
import com.mongodb.ReadPreference;
import com.mongodb.TransactionOptions;
import com.mongodb.WriteConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.payment.usage.Usage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.bson.BsonBinary;
import org.bson.BsonBinaryWriter;
import org.bson.BsonDocument;
import org.bson.RawBsonDocument;
import org.bson.conversions.Bson;

/** The ledger in MongoDB, from the writer's side. */
final class MongoBook implements Book {

    private static final int WRITE_CONFLICT = 112;
    private static final int DUPLICATE_KEY = 11000;
    private static final TransactionOptions DURABLE = TransactionOptions.builder()
            .readConcern(ReadConcern.SNAPSHOT)
            .readPreference(ReadPreference.primary())
            .writeConcern(WriteConcern.MAJORITY.withJournal(true))
            .build();

    private final MongoClient client;
    private final ClientSessionOptions sessions;
    private final MongoDatabase database;
    private final MongoCollection<BsonDocument> wallets;
    private final MongoCollection<BsonDocument> transfers;
    private final MongoCollection<BsonDocument> holds;
    private final MongoUsages usages;
    private final MongoCollection<BsonDocument> bets;
    private final Currencies currencies;

    /** @param timeout of a transaction, and of an operation outside of one */
    MongoBook(MongoClient client, String databaseName, Currencies currencies, Duration timeout) {
        this.client = client;
        this.sessions = ClientSessionOptions.builder()
                .causallyConsistent(false)
                .defaultTransactionOptions(DURABLE)
                .defaultTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                .build();
        this.database = client.getDatabase(databaseName);
        MongoDatabase bounded = database.withTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS);
        this.wallets = durable(bounded, MongoWalletDocument.COLLECTION);
        this.transfers = durable(bounded, MongoTransferDocument.COLLECTION);
        this.holds = durable(bounded, MongoHoldDocument.COLLECTION);
        this.usages = new MongoUsages(bounded, currencies);
        this.bets = durable(bounded, MongoBetDocument.COLLECTION);
        this.currencies = currencies;
    }

    private static MongoCollection<BsonDocument> durable(MongoDatabase database, String name) {
        return database.getCollection(name, BsonDocument.class)
                .withReadConcern(ReadConcern.MAJORITY)
                .withReadPreference(ReadPreference.primary());
    }

    @Override
    public Map<Key, Decided> decided(Collection<Key> keys) {
        return keys.isEmpty() ? Map.of() : translating(() -> find(keys));
    }

    private Map<Key, Decided> find(Collection<Key> keys) {
        Map<String, List<String>> byTenant = new TreeMap<>();
        keys.forEach(key -> byTenant.computeIfAbsent(key.tenantId(), tenant -> new ArrayList<>())
                .add(key.key()));
        List<Bson> filters = new ArrayList<>();
        byTenant.forEach((tenant, own) -> filters.add(Filters.and(
                Filters.eq(MongoTransferDocument.TENANT, tenant), Filters.in(MongoTransferDocument.KEY, own))));
        Map<Key, Decided> decided = new HashMap<>();
        for (BsonDocument found : transfers.find(any(filters))) {
            Idempotency idempotency = MongoTransferDocument.readIdempotency(found);
            decided.put(
                    new Key(found.getString(MongoTransferDocument.TENANT).getValue(), idempotency.key()),
                    new Decided(idempotency.request(), MongoTransferDocument.readResult(found, currencies)));
        }
        return decided;
    }

    @Override
    public LoadedSubjects subjects(
            Collection<String> holdIds, Collection<String> transferIds, Collection<KnownBet.Key> betKeys) {
        return translating(() -> read(MongoUuids.toBinaries(holdIds), MongoUuids.toBinaries(transferIds), betKeys));
    }

    private LoadedSubjects read(
            List<BsonBinary> holdIds, List<BsonBinary> transferIds, Collection<KnownBet.Key> betKeys) {
        Map<String, Hold> foundHolds = new HashMap<>();
        Map<String, Transfer> foundTransfers = new HashMap<>();
        Set<String> reversed = new HashSet<>();
        if (!holdIds.isEmpty()) {
            for (BsonDocument found : holds.find(Filters.in(MongoHoldDocument.ID, holdIds))) {
                Hold hold = MongoHoldDocument.read(found, currencies);
                foundHolds.put(hold.id(), hold);
            }
        }
        if (!transferIds.isEmpty()) {
            for (BsonDocument found : transfers.find(
                    Filters.and(Filters.in(MongoTransferDocument.ID, transferIds), MongoTransferDocument.IS_BOOKING))) {
                Transfer transfer = MongoTransferDocument.read(found, currencies);
                foundTransfers.put(transfer.id(), transfer);
            }
            for (BsonDocument found : transfers
                    .find(Filters.and(
                            Filters.in(MongoTransferDocument.REVERSES, transferIds),
                            Filters.exists(MongoTransferDocument.REVERSES)))
                    .projection(Projections.include(MongoTransferDocument.REVERSES))) {
                reversed.add(MongoUuids.toText(found.getBinary(MongoTransferDocument.REVERSES)));
            }
        }
        return new LoadedSubjects(foundHolds, foundTransfers, reversed, read(betKeys));
    }

    private Map<KnownBet.Key, KnownBet> read(Collection<KnownBet.Key> keys) {
        Map<KnownBet.Key, KnownBet> found = new HashMap<>();
        if (!keys.isEmpty()) {
            List<BsonDocument> betIds = keys.stream().map(MongoBetDocument::id).toList();
            for (BsonDocument document : bets.find(Filters.in(MongoBetDocument.ID, betIds))) {
                KnownBet bet = MongoBetDocument.read(document, currencies);
                found.put(bet.key(), bet);
            }
        }
        return found;
    }

    @Override
    public Map<UsageKey, Usage> usages(Collection<UsageKey> users) {
        return translating(() -> usages.of(users));
    }

    @Override
    public List<Wallet> load(Collection<String> walletIds, Collection<OpenWallet> identities) {
        return translating(() -> read(walletIds, identities));
    }

    private List<Wallet> read(Collection<String> walletIds, Collection<OpenWallet> identities) {
        List<BsonBinary> ids = MongoUuids.toBinaries(walletIds);
        List<Wallet> loaded = new ArrayList<>(ids.size() + identities.size());
        if (!ids.isEmpty()) {
            read(Filters.in(MongoWalletDocument.ID, ids), loaded);
        }
        if (!identities.isEmpty()) {
            read(any(identities.stream().map(MongoWallets::byIdentity).toList()), loaded);
        }
        return loaded;
    }

    private void read(Bson filter, List<Wallet> into) {
        for (BsonDocument found : wallets.find(filter)) {
            into.add(MongoWalletDocument.read(found, currencies));
        }
    }

    private static Bson any(List<Bson> filters) {
        return filters.size() == 1 ? filters.getFirst() : Filters.or(filters);
    }

    private static <T> T translating(Supplier<T> operation) {
        try {
            return operation.get();
        } catch (MongoException failure) {
            if (failure.getCode() == WRITE_CONFLICT) {
                throw new Conflict(String.valueOf(failure.getMessage()));
            }
            throw StoreFailures.isUnavailable(failure) ? new Away(failure) : failure;
        }
    }

    @Override
    public Writing begin() {
        return new MongoWriting(client.startSession(sessions));
    }

    /**
     * All attempts at a batch share a session: the server ends a session's transaction when the next one begins, so that an
     * attempt whose connection broke does not hold its locks until the server's time-out.
     */
    private final class MongoWriting implements Writing {

        private final ClientSession session;

        MongoWriting(ClientSession session) {
            this.session = session;
        }

        @Override
        public void commit(Writes writes) {
            translating(() -> {
                write(writes);
                return writes;
            });
        }

        private void write(Writes writes) {
            List<RawBsonDocument> inserts = new ArrayList<>();
            inserts.addAll(insert(MongoWalletDocument.COLLECTION, writes.opened(), MongoWalletDocument::write));
            MongoWriteCommand transferInserts = MongoWriteCommand.insert(MongoTransferDocument.COLLECTION);
            writes.transfers().forEach(transfer -> MongoTransferDocument.write(transferInserts.next(), transfer));
            writes.refusals().forEach(refusal -> MongoTransferDocument.write(transferInserts.next(), refusal));
            inserts.addAll(transferInserts.parts());
            inserts.addAll(insert(
                    MongoHoldDocument.COLLECTION,
                    writes.holds().stream().filter(Book.HoldChange::isNew).toList(),
                    (writer, change) -> MongoHoldDocument.write(writer, change.hold())));
            inserts.addAll(insert(
                    MongoUsageDocument.COLLECTION,
                    writes.usages().stream().filter(Book.UsageChange::isNew).toList(),
                    (writer, change) -> MongoUsageDocument.write(writer, change.usage())));
            inserts.addAll(insert(
                    MongoBetDocument.COLLECTION,
                    writes.bets().stream().filter(change -> change.from() == 0).toList(),
                    (writer, change) -> MongoBetDocument.write(writer, change.bet())));
            MongoWriteCommand updates = MongoWriteCommand.update(MongoWalletDocument.COLLECTION);
            writes.changed().forEach(wallet -> MongoWalletDocument.writeUpdate(updates.next(), wallet));

            List<HoldChange> changedHolds =
                    writes.holds().stream().filter(change -> !change.isNew()).toList();
            MongoWriteCommand holdUpdates = MongoWriteCommand.update(MongoHoldDocument.COLLECTION);
            changedHolds.forEach(change -> MongoHoldDocument.writeUpdate(holdUpdates.next(), change));

            List<UsageChange> changedUsages =
                    writes.usages().stream().filter(change -> !change.isNew()).toList();
            MongoWriteCommand usageUpdates = MongoWriteCommand.update(MongoUsageDocument.COLLECTION);
            changedUsages.forEach(change -> MongoUsageDocument.writeUpdate(usageUpdates.next(), change));

            MongoWriteCommand betUpdates = MongoWriteCommand.update(MongoBetDocument.COLLECTION);
            int changedBets = 0;
            for (BetChange change : writes.bets()) {
                if (change.from() != 0 && change.bet() instanceof Bet bet) {
                    MongoBetDocument.writeUpdate(betUpdates.next(), bet, change.from());
                    changedBets++;
                }
            }
            session.startTransaction();
            try {
                inserts.forEach(this::run);
                int updated = updates.parts().stream().mapToInt(this::run).sum();
                if (updated != writes.changed().size()) {
                    throw new IllegalStateException(
                            updated + " of " + writes.changed().size() + " wallets are in the store");
                }
                if (holdUpdates.parts().stream().mapToInt(this::run).sum() != changedHolds.size()) {
                    throw new Conflict("another writer has changed a hold");
                }
                if (usageUpdates.parts().stream().mapToInt(this::run).sum() != changedUsages.size()) {
                    throw new Conflict("another writer has counted for a user");
                }
                if (betUpdates.parts().stream().mapToInt(this::run).sum() != changedBets) {
                    throw new Conflict("another writer has changed a bet");
                }
                session.commitTransaction();
            } finally {
                if (session.hasActiveTransaction()) {
                    session.abortTransaction();
                }
            }
        }

        private static <T> List<RawBsonDocument> insert(
                String collection, Collection<T> things, BiConsumer<BsonBinaryWriter, T> write) {
            MongoWriteCommand insert = MongoWriteCommand.insert(collection);
            things.forEach(thing -> write.accept(insert.next(), thing));
            return insert.parts();
        }

        /** How many documents the command wrote. */
        private int run(RawBsonDocument command) {
            BsonDocument answer = database.runCommand(session, command, BsonDocument.class);
            if (answer.containsKey("writeErrors")) {
                BsonDocument error = answer.getArray("writeErrors").getFirst().asDocument();
                String message = error.getString("errmsg").getValue();
                if (error.getInt32("code").getValue() == DUPLICATE_KEY) {
                    throw new Conflict(message);
                }
                throw new IllegalStateException("The store refused a write: " + message);
            }
            return answer.getInt32("n").getValue();
        }

        @Override
        public void close() {
            session.close();
        }
    }
}
