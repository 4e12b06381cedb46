package dev.coffer.payment.ledger;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Accumulators;
import com.mongodb.client.model.Aggregates;
import com.mongodb.client.model.Filters;
import dev.coffer.payment.ledger.LedgerVerifier.Flaw;
import dev.coffer.payment.ledger.LedgerVerifier.Kind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.bson.BsonDocument;
import org.bson.BsonString;
import org.bson.Document;
import org.bson.conversions.Bson;

/** Holds what the house account for games has against all bets: stakes less wins, without what was rolled back. */
final class MongoBetCheck {

    private static final String REAL = "real";
    private static final String BONUS = "bonus";

    private final MongoClient client;
    private final MongoCollection<BsonDocument> wallets;
    private final MongoCollection<BsonDocument> bets;

    MongoBetCheck(MongoClient client, MongoDatabase database) {
        this.client = client;
        this.wallets = database.getCollection(MongoWalletDocument.COLLECTION, BsonDocument.class)
                .withReadConcern(ReadConcern.DEFAULT);
        this.bets = database.getCollection(MongoBetDocument.COLLECTION, BsonDocument.class)
                .withReadConcern(ReadConcern.DEFAULT);
    }

    /** Both sums at one moment, so that a writer at work does not disturb. At most {@link LedgerVerifier#MOST_FLAWS}. */
    List<Flaw> flaws() {
        Map<String, BigDecimal> inAccounts = new TreeMap<>();
        Map<String, BigDecimal> inBets = new TreeMap<>();
        return MongoMoment.read(client, "bets and the accounts for games", moment -> {
            for (BsonDocument sum : bets.aggregate(moment, sums())) {
                BsonDocument of = sum.getDocument("_id");
                String place = place(of.getString("tenant"), of.getString("currency"));
                put(inBets, place + REAL, sum.getDecimal128(REAL).getValue().bigDecimalValue());
                put(inBets, place + BONUS, sum.getDecimal128(BONUS).getValue().bigDecimalValue());
            }
            String games = new WalletOwner.House(HouseAccount.GAMES).key();
            for (BsonDocument account : wallets.find(moment, Filters.eq(MongoWalletDocument.OWNER, games))) {
                String place = place(
                        account.getString(MongoWalletDocument.TENANT), account.getString(MongoWalletDocument.CURRENCY));
                put(inAccounts, place + REAL, available(account, Pocket.REAL));
                put(inAccounts, place + BONUS, available(account, Pocket.BONUS));
            }
            return differences(inAccounts, inBets);
        });
    }

    /** In decimals, which cannot overflow here. */
    private static List<Bson> sums() {
        return List.of(
                Aggregates.match(Filters.and(
                        Filters.exists(MongoBetDocument.WALLET),
                        Filters.ne(MongoBetDocument.STATUS, MongoBetDocument.ROLLED_BACK))),
                Aggregates.group(
                        new Document("tenant", '$' + MongoBetDocument.ID_TENANT)
                                .append("currency", '$' + MongoBetDocument.CURRENCY),
                        Accumulators.sum(REAL, kept(MongoBetDocument.STAKE_REAL, MongoBetDocument.WON_REAL)),
                        Accumulators.sum(BONUS, kept(MongoBetDocument.STAKE_BONUS, MongoBetDocument.WON_BONUS))));
    }

    private static Document kept(String stake, String won) {
        return new Document(
                "$subtract", List.of(new Document("$toDecimal", '$' + stake), new Document("$toDecimal", '$' + won)));
    }

    private static String place(BsonString tenant, BsonString currency) {
        return "tenant " + tenant.getValue() + ' ' + currency.getValue() + ' ';
    }

    private static BigDecimal available(BsonDocument account, Pocket pocket) {
        return BigDecimal.valueOf(MongoWalletDocument.available(account, pocket));
    }

    private static void put(Map<String, BigDecimal> sums, String place, BigDecimal sum) {
        if (sum.signum() != 0) {
            sums.put(place, sum);
        }
    }

    private static List<Flaw> differences(Map<String, BigDecimal> inAccounts, Map<String, BigDecimal> inBets) {
        List<Flaw> flaws = new ArrayList<>();
        TreeSet<String> places = new TreeSet<>(inAccounts.keySet());
        places.addAll(inBets.keySet());
        for (String place : places) {
            BigDecimal has = inAccounts.getOrDefault(place, BigDecimal.ZERO);
            BigDecimal should = inBets.getOrDefault(place, BigDecimal.ZERO);
            if (has.compareTo(should) != 0 && flaws.size() < LedgerVerifier.MOST_FLAWS) {
                flaws.add(new Flaw(
                        Kind.BETS_DIFFER,
                        place,
                        "The account for games has " + has.toPlainString() + " minor units, and its bets leave "
                                + should.toPlainString() + " with it."));
            }
        }
        return flaws;
    }
}
