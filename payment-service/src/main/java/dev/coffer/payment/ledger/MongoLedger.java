package dev.coffer.payment.ledger;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCluster;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/**
 * The ledger of one database, put together: the collections {@value WalletDocument#COLLECTION} and
 * {@value TransferDocument#COLLECTION} with their indexes, the writer, and the readers. It serves all tenants of the
 * database. Close it before the client.
 */
public final class MongoLedger implements AutoCloseable {

    private final LedgerWriter writer;
    private final MongoWallets wallets;
    private final MongoTransfers transfers;

    private MongoLedger(LedgerWriter writer, MongoWallets wallets, MongoTransfers transfers) {
        this.writer = writer;
        this.wallets = wallets;
        this.transfers = transfers;
    }

    /** Creates what indexes are missing and starts the writer. */
    public static MongoLedger open(
            MongoClient client,
            String databaseName,
            Currencies currencies,
            Clock clock,
            Ids ids,
            LedgerSettings settings) {
        MongoDatabase database = client.getDatabase(databaseName);
        MongoWallets wallets = new MongoWallets(database, currencies);
        MongoTransfers transfers = new MongoTransfers(database, wallets, currencies);
        wallets.createIndexes();
        transfers.createIndexes();
        MongoCluster bounded = client.withTimeout(settings.operationTimeout().toMillis(), TimeUnit.MILLISECONDS);
        LedgerWriter writer = new LedgerWriter(new MongoBook(bounded, databaseName, currencies), clock, ids, settings);
        writer.start();
        return new MongoLedger(writer, wallets, transfers);
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

    /** Carries out what waits, then ends the writer. The client is the caller's. */
    @Override
    public void close() {
        writer.close();
    }
}
