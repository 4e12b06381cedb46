package dev.coffer.payment.ledger;

import com.mongodb.ClientSessionOptions;
import com.mongodb.ReadConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.coffer.payment.ledger.LedgerVerifier.Flaw;
import dev.coffer.payment.ledger.LedgerVerifier.Kind;
import java.util.ArrayList;
import java.util.List;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/** Entries that no wallet accounts for: what a walk from the wallets to their entries would never meet. */
final class MongoStrayEntries {

    private static final String COUNT = "count";

    private final MongoClient client;
    private final MongoCollection<BsonDocument> wallets;
    private final MongoCollection<BsonDocument> transfers;

    MongoStrayEntries(MongoClient client, MongoDatabase database) {
        this.client = client;
        this.wallets = database.getCollection(MongoWalletDocument.COLLECTION, BsonDocument.class);
        this.transfers = database.getCollection(MongoTransferDocument.COLLECTION, BsonDocument.class);
    }

    /** The first entry of {@code wallet} beyond its last; null when there is none. */
    @Nullable
    Flaw beyond(Wallet wallet) {
        Bson ofWallet = Filters.eq(MongoTransferDocument.WALLET, MongoUuids.toBinary(wallet.id()));
        BsonDocument stray = transfers
                .find(Filters.and(
                        Filters.elemMatch(
                                MongoTransferDocument.ENTRIES,
                                Filters.and(ofWallet, Filters.gt(MongoTransferDocument.SEQ, wallet.seq()))),
                        Filters.exists(MongoTransferDocument.ENTRY_WALLET)))
                .first();
        // An entry and its wallet are written together: where the wallet is further by now, a writer is at work.
        return stray == null || isFurther(wallet)
                ? null
                : new Flaw(
                        Kind.WALLET_DIFFERS,
                        "wallet " + wallet.id() + " seq " + (wallet.seq() + 1) + " (transfer "
                                + MongoUuids.toText(stray.getBinary(MongoTransferDocument.ID)) + ")",
                        "The entry is there, and the wallet knows of " + wallet.seq() + " entries only.");
    }

    private boolean isFurther(Wallet wallet) {
        return wallets.countDocuments(Filters.and(
                        Filters.eq(MongoWalletDocument.ID, MongoUuids.toBinary(wallet.id())),
                        Filters.gt(MongoWalletDocument.SEQ, wallet.seq())))
                > 0;
    }

    /** Wallets that have entries and are not there, when the numbers of entries at one moment say that there are such. */
    List<Flaw> withoutWallet() {
        List<Flaw> flaws = new ArrayList<>();
        if (countsDiffer()) {
            List<Bson> pipeline = List.of(
                    Aggregates.match(Filters.exists(MongoTransferDocument.ENTRY_WALLET)),
                    Aggregates.project(Projections.include(MongoTransferDocument.ENTRY_WALLET)),
                    Aggregates.unwind('$' + MongoTransferDocument.ENTRIES),
                    Aggregates.group('$' + MongoTransferDocument.ENTRY_WALLET, Accumulators.sum(COUNT, 1)),
                    Aggregates.lookup(MongoWalletDocument.COLLECTION, "_id", MongoWalletDocument.ID, "wallet"),
                    Aggregates.match(Filters.size("wallet", 0)),
                    Aggregates.limit(LedgerVerifier.MOST_FLAWS));
            for (BsonDocument missing : transfers.aggregate(pipeline).allowDiskUse(true)) {
                flaws.add(new Flaw(
                        Kind.WALLET_MISSING,
                        "wallet " + MongoUuids.toText(missing.getBinary("_id")),
                        "The wallet is not there, and "
                                + missing.getNumber(COUNT).longValue() + " entries are its."));
            }
        }
        return flaws;
    }

    private boolean countsDiffer() {
        try (ClientSession moment = client.startSession(
                ClientSessionOptions.builder().snapshot(true).build())) {
            long counted = sum(moment, wallets, '$' + MongoWalletDocument.SEQ);
            Document entries = new Document("$ifNull", List.of('$' + MongoTransferDocument.ENTRIES, List.of()));
            return counted != sum(moment, transfers, new Document("$size", entries));
        }
    }

    private static long sum(ClientSession moment, MongoCollection<BsonDocument> collection, Object expression) {
        BsonDocument total = collection
                .withReadConcern(ReadConcern.DEFAULT)
                .aggregate(moment, List.of(Aggregates.group(null, Accumulators.sum(COUNT, expression))))
                .first();
        return total == null ? 0 : total.getNumber(COUNT).longValue();
    }
}
