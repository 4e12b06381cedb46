package dev.coffer.payment.ledger;

import com.mongodb.ReadConcern;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.payment.ledger.LedgerVerifier.Flaw;
import dev.coffer.payment.ledger.LedgerVerifier.Kind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bson.BsonDocument;
import org.bson.conversions.Bson;

/** Holds what each wallet has set aside against the open holds that say so, both at one moment. */
final class MongoHoldCheck {

    private final MongoClient client;
    private final MongoCollection<BsonDocument> wallets;
    private final MongoCollection<BsonDocument> holds;

    MongoHoldCheck(MongoClient client, MongoDatabase database) {
        this.client = client;
        this.wallets = database.getCollection(MongoWalletDocument.COLLECTION, BsonDocument.class)
                .withReadConcern(ReadConcern.DEFAULT);
        this.holds = database.getCollection(MongoHoldDocument.COLLECTION, BsonDocument.class)
                .withReadConcern(ReadConcern.DEFAULT);
    }

    /** At most {@link LedgerVerifier#MOST_FLAWS}. */
    List<Flaw> flaws() {
        Map<String, Long> inWallets = new TreeMap<>();
        Map<String, Long> inHolds = new TreeMap<>();
        return MongoMoment.read(client, "wallets and holds", moment -> {
            for (BsonDocument wallet : wallets.find(moment, setsAside())) {
                for (Pocket pocket : Pocket.values()) {
                    long held = MongoWalletDocument.held(wallet, pocket);
                    if (held != 0) {
                        String id = MongoUuids.toText(wallet.getBinary(MongoWalletDocument.ID));
                        inWallets.put(place(id, pocket.name()), held);
                    }
                }
            }
            for (BsonDocument hold : holds.find(moment, Filters.eq(MongoHoldDocument.STATUS, MongoHoldDocument.OPEN))) {
                String id = MongoUuids.toText(hold.getBinary(MongoHoldDocument.WALLET));
                String place =
                        place(id, hold.getString(MongoHoldDocument.POCKET).getValue());
                inHolds.merge(place, outstanding(hold), Long::sum);
            }
            return differences(inWallets, inHolds);
        });
    }

    private static Bson setsAside() {
        return Filters.or(Arrays.stream(Pocket.values())
                .map(pocket -> Filters.gt(MongoWalletDocument.path(pocket) + ".held", 0L))
                .toList());
    }

    private static String place(String walletId, String pocket) {
        return "wallet " + walletId + " pocket " + pocket;
    }

    private static long outstanding(BsonDocument hold) {
        return number(hold, MongoHoldDocument.AMOUNT)
                - number(hold, MongoHoldDocument.CAPTURED)
                + number(hold, MongoHoldDocument.FEE)
                - number(hold, MongoHoldDocument.FEE_CAPTURED);
    }

    private static long number(BsonDocument hold, String field) {
        return hold.getInt64(field).getValue();
    }

    private static List<Flaw> differences(Map<String, Long> inWallets, Map<String, Long> inHolds) {
        List<Flaw> flaws = new ArrayList<>();
        inHolds.forEach((place, held) -> {
            if (inWallets.getOrDefault(place, 0L).longValue() != held) {
                flaws.add(differs(place, inWallets.getOrDefault(place, 0L), held));
            }
        });
        inWallets.forEach((place, held) -> {
            if (!inHolds.containsKey(place)) {
                flaws.add(differs(place, held, 0));
            }
        });
        return flaws.subList(0, Math.min(flaws.size(), LedgerVerifier.MOST_FLAWS));
    }

    private static Flaw differs(String place, long inWallet, long inHolds) {
        return new Flaw(
                Kind.HOLD_DIFFERS,
                place,
                "The wallet has set aside " + inWallet + " minor units, and its open holds " + inHolds + ".");
    }
}
