package dev.coffer.payment.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.coffer.core.money.Currencies;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/**
 * A wallet's entries by their sequence numbers, through the index that guards the ledger. Numbers have no gaps and the times
 * of a wallet's entries never go back, so a page, or a stretch of time, is a range of numbers, and the store sorts nothing.
 */
final class MongoEntries {

    private final MongoCollection<BsonDocument> transfers;
    private final Currencies currencies;

    MongoEntries(MongoDatabase database, Currencies currencies) {
        this.transfers = database.getCollection(MongoTransferDocument.COLLECTION, BsonDocument.class);
        this.currencies = currencies;
    }

    /** The transfers that hold the entries of one wallet from {@code firstSeq} to {@code lastSeq}, in no order. */
    List<Transfer> transfers(String walletId, long firstSeq, long lastSeq) {
        return read(between(walletId, firstSeq, lastSeq), firstSeq, lastSeq, Duration.ZERO);
    }

    /**
     * Those of {@link #transfers(String, long, long)} that {@code wanted} fits.
     *
     * @param longest the search may take; more is a {@link com.mongodb.MongoExecutionTimeoutException}
     */
    List<Transfer> transfers(String walletId, long firstSeq, long lastSeq, List<Bson> wanted, Duration longest) {
        Bson filter = between(walletId, firstSeq, lastSeq);
        return read(wanted.isEmpty() ? filter : Filters.and(filter, Filters.and(wanted)), firstSeq, lastSeq, longest);
    }

    private List<Transfer> read(Bson filter, long firstSeq, long lastSeq, Duration longest) {
        List<Transfer> found = new ArrayList<>();
        if (firstSeq <= lastSeq) {
            transfers
                    .find(filter)
                    .maxTime(longest.toMillis(), TimeUnit.MILLISECONDS)
                    .forEach(document -> found.add(MongoTransferDocument.read(document, currencies)));
        }
        return found;
    }

    /** For whatever reads the transfers that hold these entries. */
    static Bson between(String walletId, long firstSeq, long lastSeq) {
        return having(Filters.and(
                Filters.eq(MongoTransferDocument.WALLET, MongoUuids.toBinary(walletId)),
                Filters.gte(MongoTransferDocument.SEQ, firstSeq),
                Filters.lte(MongoTransferDocument.SEQ, lastSeq)));
    }

    private static Bson having(Bson entry) {
        return Filters.and(Filters.elemMatch(MongoTransferDocument.ENTRIES, entry), MongoTransferDocument.IS_BOOKING);
    }

    /** The entries of {@code walletId} in {@code transfers} with these sequence numbers, oldest first. */
    static List<Entry> of(String walletId, long firstSeq, long lastSeq, List<Transfer> transfers) {
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

    /** The number of the last entry that {@code transfer} has in {@code walletId}; 0 when it has none. */
    static long lastSeq(Transfer transfer, String walletId) {
        long last = 0;
        for (Entry entry : transfer.entries()) {
            if (entry.walletId().equals(walletId)) {
                last = Math.max(last, entry.seq());
            }
        }
        return last;
    }

    /**
     * The number of the wallet's last entry by {@code at}, inclusive; 0 before its first. By halves.
     *
     * @param wallet as last committed
     */
    long lastSeqAt(Wallet wallet, Instant at) {
        if (!wallet.changedAt().isAfter(at)) {
            return wallet.seq();
        }
        long by = 0;
        long after = wallet.seq();
        while (after - by > 1) {
            long middle = by + (after - by) / 2;
            if (timeOf(wallet, middle).isAfter(at)) {
                after = middle;
            } else {
                by = middle;
            }
        }
        return by;
    }

    private Instant timeOf(Wallet wallet, long seq) {
        BsonDocument found = transfers
                .find(having(Filters.and(
                        Filters.eq(MongoTransferDocument.WALLET, MongoUuids.toBinary(wallet.id())),
                        Filters.eq(MongoTransferDocument.SEQ, seq))))
                .projection(Projections.include(MongoTransferDocument.AT))
                .first();
        return Instant.ofEpochMilli(
                Objects.requireNonNull(found, () -> "wallet " + wallet.id() + " has no entry " + seq)
                        .getDateTime(MongoTransferDocument.AT)
                        .getValue());
    }
}
