package dev.coffer.payment.ledger;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.bson.types.Decimal128;
import org.jspecify.annotations.Nullable;

/** {@link LedgerVerifier} over MongoDB. */
public final class MongoLedgerVerifier implements LedgerVerifier {

    private static final int ENTRIES_AT_ONCE = 2_000;

    private static final Bson LOOKED_AT = Projections.include(
            MongoTransferDocument.TENANT,
            MongoTransferDocument.AT,
            MongoTransferDocument.ENTRY_WALLET,
            MongoTransferDocument.PARTY_OWNER,
            MongoTransferDocument.TYPE,
            MongoTransferDocument.AMOUNT,
            MongoTransferDocument.METADATA,
            MongoTallies.TALLY);

    /** In the order in which they are stored: an index would come by each transfer once for each of its wallets. */
    private static final Bson EACH_ONCE = new Document("$natural", 1);

    private final MongoClient client;
    private final MongoCollection<BsonDocument> wallets;
    private final MongoEntries entries;
    private final MongoCollection<BsonDocument> transfers;
    private final MongoDatabase database;
    private final MongoHoldCheck holdCheck;
    private final MongoBetCheck betCheck;
    private final Currencies currencies;

    /** @param databaseName payment-service's database; the client is the caller's */
    public MongoLedgerVerifier(MongoClient client, String databaseName, Currencies currencies) {
        MongoDatabase database = client.getDatabase(databaseName).withReadConcern(ReadConcern.MAJORITY);
        this.client = client;
        this.database = database;
        this.transfers = database.getCollection(MongoTransferDocument.COLLECTION, BsonDocument.class);
        this.wallets = database.getCollection(MongoWalletDocument.COLLECTION, BsonDocument.class);
        this.entries = new MongoEntries(database, currencies);
        this.holdCheck = new MongoHoldCheck(client, database);
        this.betCheck = new MongoBetCheck(client, database);
        this.currencies = currencies;
    }

    @Override
    public Report verify() {
        List<Flaw> flaws = new ArrayList<>(sums());
        MongoStrayEntries strayEntries = new MongoStrayEntries(database);
        MongoUsageCheck usageCheck = new MongoUsageCheck(client, database, entries, currencies);
        MongoBonusCheck bonusCheck = new MongoBonusCheck(transfers);
        for (BsonDocument transfer : transfers
                .find(MongoTransferDocument.IS_BOOKING)
                .projection(LOOKED_AT)
                .hint(EACH_ONCE)) {
            strayEntries.look(transfer);
            usageCheck.look(transfer);
            bonusCheck.look(transfer);
        }
        flaws.addAll(strayEntries.withoutWallet());
        flaws.addAll(usageCheck.flaws());
        flaws.addAll(holdCheck.flaws());
        flaws.addAll(betCheck.flaws());
        flaws.addAll(bonusCheck.flaws());
        long checkedWallets = 0;
        long checkedEntries = 0;
        for (BsonDocument document : wallets.find().sort(Sorts.ascending(MongoWalletDocument.ID))) {
            Wallet wallet = MongoWalletDocument.read(document, currencies);
            checkedWallets++;
            checkedEntries += wallet.seq();
            Flaw flaw = chain(wallet, strayEntries);
            if (flaw != null && flaws.size() < MOST_FLAWS) {
                flaws.add(flaw);
            }
        }
        return new Report(checkedWallets, checkedEntries, flaws.subList(0, Math.min(flaws.size(), MOST_FLAWS)));
    }

    /** Sums at one moment, so that a writer at work does not disturb. In decimals, which cannot overflow here. */
    private List<Flaw> sums() {
        List<Document> held = Arrays.stream(Pocket.values())
                .flatMap(pocket -> Stream.of("available", "held")
                        .map(part -> new Document("$toDecimal", '$' + MongoWalletDocument.path(pocket) + '.' + part)))
                .toList();
        List<Bson> pipeline = List.of(
                Aggregates.group(
                        new Document("tenant", "$tenantId").append("currency", "$currency"),
                        Accumulators.sum("total", new Document("$add", held))),
                Aggregates.match(Filters.ne("total", Decimal128.parse("0"))),
                Aggregates.sort(Sorts.ascending("_id")),
                Aggregates.limit(MOST_FLAWS));
        return MongoMoment.read(client, "all wallets", moment -> {
            List<Flaw> flaws = new ArrayList<>();
            for (BsonDocument sum : wallets.withReadConcern(ReadConcern.DEFAULT).aggregate(moment, pipeline)) {
                BsonDocument of = sum.getDocument("_id");
                flaws.add(new Flaw(
                        Kind.SUM_NOT_ZERO,
                        "tenant " + of.getString("tenant").getValue() + ' '
                                + of.getString("currency").getValue(),
                        "All wallets together hold "
                                + sum.getDecimal128("total").getValue() + " minor units, not zero."));
            }
            return flaws;
        });
    }

    private @Nullable Flaw chain(Wallet wallet, MongoStrayEntries strayEntries) {
        ChainCheck check = new ChainCheck(wallet);
        for (long first = 1; first <= wallet.seq(); first += ENTRIES_AT_ONCE) {
            long last = Math.min(wallet.seq(), first + ENTRIES_AT_ONCE - 1);
            List<Transfer> range = entries.transfers(wallet.id(), first, last);
            for (Transfer transfer : range) {
                Flaw flaw = balanced(transfer);
                if (flaw != null) {
                    return flaw;
                }
            }
            for (Entry entry : MongoEntries.of(wallet.id(), first, last, range)) {
                Flaw flaw = check.next(entry);
                if (flaw != null) {
                    return flaw;
                }
            }
        }
        Flaw flaw = check.end();
        return flaw != null ? flaw : strayEntries.beyond(wallet);
    }

    private static @Nullable Flaw balanced(Transfer transfer) {
        Map<String, Long> sums = transfer.entries().stream()
                .map(Entry::amount)
                .collect(Collectors.groupingBy(
                        amount -> amount.currency().code(), Collectors.summingLong(Money::minor)));
        return sums.values().stream().allMatch(sum -> sum == 0)
                ? null
                : new Flaw(
                        Kind.TRANSFER_NOT_BALANCED,
                        "transfer " + transfer.id(),
                        "Its entries add up to " + sums + ", not to zero.");
    }
}
