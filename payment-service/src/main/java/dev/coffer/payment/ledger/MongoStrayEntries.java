package dev.coffer.payment.ledger;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import dev.coffer.payment.ledger.LedgerVerifier.Flaw;
import dev.coffer.payment.ledger.LedgerVerifier.Kind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.bson.BsonBinary;
import org.bson.BsonDocument;
import org.bson.BsonValue;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;

/**
 * Entries that no wallet accounts for: what a walk from the wallets to their entries would never meet. For one verification;
 * remembers each wallet that it has met.
 */
final class MongoStrayEntries {

    private static final int WALLETS_AT_ONCE = 1_000;

    private final MongoCollection<BsonDocument> wallets;
    private final MongoCollection<BsonDocument> transfers;
    private final Set<UUID> there = new HashSet<>();
    private final Map<UUID, Long> unknown = new HashMap<>();
    private final Map<UUID, Long> missing = new TreeMap<>();

    MongoStrayEntries(MongoDatabase database) {
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
                        MongoTransferDocument.IS_BOOKING))
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

    /**
     * Takes note of a transfer's wallets. A wallet is stored with its first entry or before, and never deleted, so none of
     * this needs a moment at which nobody writes.
     */
    void look(BsonDocument transfer) {
        for (BsonValue entry : transfer.getArray(MongoTransferDocument.ENTRIES)) {
            UUID wallet =
                    entry.asDocument().getBinary(MongoTransferDocument.WALLET).asUuid();
            if (missing.containsKey(wallet)) {
                missing.merge(wallet, 1L, Long::sum);
            } else if (!there.contains(wallet)) {
                unknown.merge(wallet, 1L, Long::sum);
            }
        }
        if (unknown.size() >= WALLETS_AT_ONCE) {
            ask();
        }
    }

    private void ask() {
        for (BsonDocument found : wallets.find(Filters.in(
                        MongoWalletDocument.ID,
                        unknown.keySet().stream().map(BsonBinary::new).toList()))
                .projection(Projections.include(MongoWalletDocument.ID))) {
            UUID wallet = found.getBinary(MongoWalletDocument.ID).asUuid();
            there.add(wallet);
            unknown.remove(wallet);
        }
        missing.putAll(unknown);
        unknown.clear();
    }

    /** Wallets that have entries in what was looked at, and are not there. */
    List<Flaw> withoutWallet() {
        ask();
        return missing.entrySet().stream()
                .limit(LedgerVerifier.MOST_FLAWS)
                .map(wallet -> new Flaw(
                        Kind.WALLET_MISSING,
                        "wallet " + wallet.getKey(),
                        "The wallet is not there, and " + wallet.getValue() + " entries are its."))
                .toList();
    }
}
