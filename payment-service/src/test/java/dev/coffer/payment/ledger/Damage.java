package dev.coffer.payment.ledger;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.Filters;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.bson.BsonBinary;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Changes a stored ledger past its writer: what an operator, a restored backup, a bug or a thief might do. */
final class Damage {

    private final MongoCollection<Document> wallets;
    private final MongoCollection<Document> transfers;
    private final MongoBook book;
    private final MongoLedger ledger;
    private final Ids ids = Ids.timeOrdered();

    Damage(MongoClient client, String database, MongoLedger ledger) {
        this.wallets = client.getDatabase(database).getCollection(MongoWalletDocument.COLLECTION);
        this.transfers = client.getDatabase(database).getCollection(MongoTransferDocument.COLLECTION);
        this.book = new MongoBook(client, database, Currencies.builtIn(), Duration.ofSeconds(5));
        this.ledger = ledger;
    }

    /** A transfer that is there, of which the wallet knows nothing: the wallet's update got lost. */
    void addEntryUnknownToItsWallet(Wallet wallet, long amount) {
        try (Book.Writing writing = book.begin()) {
            writing.commit(new Book.Writes(
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(),
                    List.of(transfer(now(wallet), amount)),
                    List.of()));
        }
    }

    void set(Wallet wallet, Bson update) {
        wallets.updateOne(Filters.eq("_id", MongoUuids.toBinary(wallet.id())), update);
    }

    void set(Transfer transfer, Bson update) {
        transfers.updateOne(Filters.eq("_id", MongoUuids.toBinary(transfer.id())), update);
    }

    void delete(Transfer transfer) {
        transfers.deleteOne(Filters.eq("_id", MongoUuids.toBinary(transfer.id())));
    }

    void delete(Wallet wallet) {
        wallets.deleteOne(Filters.eq("_id", MongoUuids.toBinary(wallet.id())));
    }

    private Wallet now(Wallet wallet) {
        return Objects.requireNonNull(ledger.wallets().find(wallet.tenantId(), wallet.id()));
    }

    /** Out of the wallet and back in. */
    private Transfer transfer(Wallet now, long amount) {
        Instant at = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
        String id = ids.next();
        Entry out = Entry.next(now, id, Pocket.REAL, Part.AVAILABLE, -amount, TransferType.PAYMENT, at);
        Entry in = Entry.next(now.after(out), id, Pocket.REAL, Part.AVAILABLE, amount, TransferType.PAYMENT, at);
        return new Transfer(
                id,
                now.tenantId(),
                TransferType.PAYMENT,
                in.amount(),
                Pocket.REAL,
                List.of(out, in),
                List.of(new Transfer.Party(now.id(), now.owner(), now.version() + 1)),
                LedgerFixtures.key(id),
                null,
                Map.of(),
                Links.NONE,
                null,
                at);
    }

    /** The hash of something else. */
    static BsonBinary wrongHash() {
        return new BsonBinary(new byte[Hash.BYTES]);
    }
}
