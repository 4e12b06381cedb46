package dev.coffer.payment.ledger;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.RelaySource;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.DeclaredIndexes;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.StoreReadiness;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;

/**
 * The ledger of one database, put together: the collections {@value MongoWalletDocument#COLLECTION},
 * {@value MongoTransferDocument#COLLECTION}, {@value MongoHoldDocument#COLLECTION},
 * {@value MongoBetDocument#COLLECTION} and {@value MongoUsageDocument#COLLECTION}, the writer, and the readers. It serves all tenants of the database. Close it
 * before the client.
 */
public final class MongoLedger implements DeclaresIndexes, AutoCloseable {

    private final LedgerWriter writer;
    private final MongoWallets wallets;
    private final MongoTransfers transfers;
    private final MongoHolds holds;
    private final MongoUsages usages;
    private final MongoHistory history;
    private final MongoBets bets;
    private final MongoLedgerVerifier verifier;
    private final RelaySource events;

    /**
     * Starts the writer. It takes nothing before {@code readiness} says that the {@link #indexes} are there.
     *
     * @param clock times of entries, kept in milliseconds
     * @param ids UUIDs; time-ordered ones keep the indexes small
     */
    public MongoLedger(
            MongoClient client,
            String databaseName,
            StoreReadiness readiness,
            Currencies currencies,
            Clock clock,
            Ids ids,
            LedgerSettings settings) {
        MongoDatabase database = client.getDatabase(databaseName);
        this.wallets = new MongoWallets(database, currencies);
        MongoEntries entries = new MongoEntries(database, currencies);
        this.transfers = new MongoTransfers(database, wallets, entries, currencies);
        this.holds = new MongoHolds(database, currencies);
        this.usages = new MongoUsages(database, currencies);
        this.history = new MongoHistory(database, entries);
        this.bets = new MongoBets(database, currencies);
        this.verifier = new MongoLedgerVerifier(client, databaseName, currencies);
        this.events = new MongoLedgerEvents(currencies).source();
        this.writer = new LedgerWriter(
                new MongoBook(client, databaseName, currencies, settings.operationTimeout()),
                readiness,
                clock,
                ids,
                settings);
        writer.start();
    }

    /** A ledger that stands alone, without a service around it: creates what indexes are missing first. */
    public static MongoLedger open(
            MongoClient client,
            String databaseName,
            Currencies currencies,
            Clock clock,
            Ids ids,
            LedgerSettings settings) {
        MongoLedger ledger =
                new MongoLedger(client, databaseName, StoreReadiness.ready(), currencies, clock, ids, settings);
        new DeclaredIndexes(client.getDatabase(databaseName)).create(ledger.indexes());
        return ledger;
    }

    public Bookings bookings() {
        return writer;
    }

    public Wallets wallets() {
        return wallets;
    }

    public Transfers transfers() {
        return transfers;
    }

    public Holds holds() {
        return holds;
    }

    public Usages usages() {
        return usages;
    }

    public History history() {
        return history;
    }

    public Bets bets() {
        return bets;
    }

    public LedgerVerifier verifier() {
        return verifier;
    }

    /** For the relay: a transfer carries its own events, as its document is never changed. */
    public RelaySource events() {
        return events;
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return Stream.of(wallets, transfers, holds, bets)
                .flatMap(part -> part.indexes().stream())
                .toList();
    }

    /** Carries out what waits, then ends the writer. The client is the caller's. */
    @Override
    public void close() {
        writer.close();
    }
}
