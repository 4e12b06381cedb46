package dev.coffer.payment.ledger;

import com.mongodb.ReadConcern;
import com.mongodb.client.ClientSession;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.money.Currencies;
import dev.coffer.payment.ledger.LedgerVerifier.Flaw;
import dev.coffer.payment.ledger.LedgerVerifier.Kind;
import dev.coffer.payment.usage.Tally;
import dev.coffer.payment.usage.Usage;
import dev.coffer.payment.usage.UsageProof;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.jspecify.annotations.Nullable;

/**
 * Holds what users are counted to have used, on their last day and in its month, against what the bookings say they counted.
 * All bookings are looked at while writers are at work, which proves nothing yet; whoever's counters differ then is looked at
 * again, at one moment, by the chains of their wallets. For one verification.
 */
final class MongoUsageCheck {

    private final MongoClient client;
    private final MongoCollection<BsonDocument> usages;
    private final MongoCollection<BsonDocument> wallets;
    private final MongoCollection<BsonDocument> transfers;
    private final MongoEntries entries;
    private final Currencies currencies;
    private final Map<UsageKey, Counted> counted =
            new TreeMap<>(Comparator.comparing(UsageKey::tenantId).thenComparing(UsageKey::userId));
    private final List<Flaw> flaws = new ArrayList<>();

    MongoUsageCheck(MongoClient client, MongoDatabase database, MongoEntries entries, Currencies currencies) {
        this.client = client;
        this.usages = database.getCollection(MongoUsageDocument.COLLECTION, BsonDocument.class);
        this.wallets = database.getCollection(MongoWalletDocument.COLLECTION, BsonDocument.class);
        this.transfers = database.getCollection(MongoTransferDocument.COLLECTION, BsonDocument.class);
        this.entries = entries;
        this.currencies = currencies;
        for (BsonDocument document : usages.find()) {
            Usage usage = MongoUsageDocument.read(document, currencies);
            counted.put(new UsageKey(usage.tenantId(), usage.userId()), new Counted(usage));
        }
    }

    private static final class Counted {
        private final UsageProof proof;

        /** Of what counted. A day that a clock reached too early stays, so it need not be within the month. */
        private Instant since;

        Counted(Usage usage) {
            proof = new UsageProof(usage);
            since = usage.version() == 0
                    ? Instant.MAX
                    : proof.firstDay().atStartOfDay(ZoneOffset.UTC).toInstant();
        }

        void add(Tally tally, Instant at) {
            if (proof.counts(tally)) {
                proof.add(tally);
                since = at.isBefore(since) ? at : since;
            }
        }
    }

    void look(BsonDocument transfer) {
        Tally tally = MongoTallies.read(transfer);
        if (tally == null) {
            return;
        }
        if (!isParty(transfer, tally.userId()) && flaws.size() < LedgerVerifier.MOST_FLAWS) {
            flaws.add(new Flaw(
                    Kind.USAGE_DIFFERS,
                    "transfer " + MongoUuids.toText(transfer.getBinary(MongoTransferDocument.ID)),
                    "It counts for user " + tally.userId() + " and touches none of their wallets."));
        }
        counted.computeIfAbsent(
                        new UsageKey(
                                transfer.getString(MongoTransferDocument.TENANT).getValue(), tally.userId()),
                        user -> new Counted(Usage.none(user.tenantId(), user.userId())))
                .add(tally, at(transfer));
    }

    private static boolean isParty(BsonDocument transfer, String userId) {
        BsonString key = new BsonString(new WalletOwner.User(userId).key());
        return transfer.getArray(MongoTransferDocument.PARTIES).stream()
                .anyMatch(party -> party.asDocument()
                        .getString(MongoTransferDocument.OWNER)
                        .equals(key));
    }

    private static Instant at(BsonDocument transfer) {
        return Instant.ofEpochMilli(
                transfer.getDateTime(MongoTransferDocument.AT).getValue());
    }

    /** At most {@link LedgerVerifier#MOST_FLAWS}. */
    List<Flaw> flaws() {
        counted.forEach((user, each) -> {
            if (flaws.size() < LedgerVerifier.MOST_FLAWS && each.proof.firstWrong() != null) {
                String wrong = MongoMoment.read(
                        client,
                        "the bookings of user " + user.userId(),
                        moment -> atOneMoment(moment, user, each.since));
                if (wrong != null) {
                    flaws.add(new Flaw(
                            Kind.USAGE_DIFFERS,
                            "usage of user " + user.userId() + ", tenant " + user.tenantId(),
                            wrong));
                }
            }
        });
        return flaws;
    }

    private @Nullable String atOneMoment(ClientSession moment, UsageKey user, Instant since) {
        BsonDocument stored = usages.withReadConcern(ReadConcern.DEFAULT)
                .find(moment, Filters.eq(MongoUsageDocument.ID, MongoUsageDocument.id(user)))
                .first();
        UsageProof proof = new UsageProof(
                stored == null
                        ? Usage.none(user.tenantId(), user.userId())
                        : MongoUsageDocument.read(stored, currencies));
        Set<String> seen = new HashSet<>();
        for (BsonDocument found : wallets.withReadConcern(ReadConcern.DEFAULT)
                .find(
                        moment,
                        Filters.and(
                                Filters.eq(MongoWalletDocument.TENANT, user.tenantId()),
                                Filters.eq(MongoWalletDocument.OWNER, new WalletOwner.User(user.userId()).key())))) {
            Wallet wallet = MongoWalletDocument.read(found, currencies);
            long before = since.equals(Instant.MAX) ? 0 : entries.lastSeqAt(wallet, since.minusMillis(1));
            for (BsonDocument transfer : transfers
                    .withReadConcern(ReadConcern.DEFAULT)
                    .find(moment, MongoEntries.between(wallet.id(), before + 1, wallet.seq()))) {
                Tally tally = MongoTallies.read(transfer);
                String id = MongoUuids.toText(transfer.getBinary(MongoTransferDocument.ID));
                if (tally != null && tally.userId().equals(user.userId()) && proof.counts(tally) && seen.add(id)) {
                    proof.add(tally);
                }
            }
        }
        return proof.firstWrong();
    }
}
