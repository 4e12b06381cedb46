package dev.coffer.scripts.suite;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.testkit.TestService;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.LedgerVerifier;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.Wallets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;

/** What payment-service and bonus-service say of one tenant's bonuses, held against each other. All in euros, in minor units. */
final class BonusBooks {

    private static final int PAGE = 100;
    private static final Set<String> ON_THEIR_WAY = Set.of("PENDING", "REQUIREMENTS_MET", "LOCKED");
    private static final Set<String> OPEN = Set.of("ACTIVE", "IN_PROGRESS");

    private final TestService payment;
    private final TestService bonus;
    private final String tenantId;

    BonusBooks(TestService payment, TestService bonus, String tenantId) {
        this.payment = payment;
        this.bonus = bonus;
        this.tenantId = tenantId;
    }

    private List<Document> stored(TestService service, String collection) {
        return service.bean(MongoDatabase.class)
                .getCollection(collection)
                .find(Filters.eq("tenantId", tenantId))
                .into(new ArrayList<>());
    }

    private List<Wallet> wallets() {
        return payment.bean(Wallets.class).page(tenantId, null, PAGE);
    }

    private static boolean isOfHouse(Wallet wallet, HouseAccount account) {
        return wallet.owner() instanceof WalletOwner.House(HouseAccount of) && of == account;
    }

    private static long all(Wallet wallet) {
        long sum = 0;
        for (Pocket pocket : Pocket.values()) {
            sum += wallet.available(pocket).minor() + wallet.held(pocket).minor();
        }
        return sum;
    }

    /** How much of each wallet's bonus money bonus-service knows whose it is. */
    private Map<String, Long> explained() {
        Map<String, Long> held = new HashMap<>();
        stored(bonus, "awards").stream()
                .filter(award -> award.getString("walletId") != null)
                .forEach(award -> held.merge(award.getString("walletId"), award.getLong("held"), Long::sum));
        stored(bonus, "bonus_wallets")
                .forEach(wallet -> held.merge(wallet.getString("_id"), wallet.getLong("loose"), Long::sum));
        return held;
    }

    /** Whether nothing is on its way: no award, no money out of use, and what the services know agrees. */
    boolean areAtRest() {
        boolean isAnyOnItsWay = stored(bonus, "awards").stream()
                .anyMatch(award -> ON_THEIR_WAY.contains(award.getString("state"))
                        || award.getBoolean("closing")
                        || !OPEN.contains(award.getString("state")) && award.getLong("held") > 0);
        Map<String, Long> explained = explained();
        return !isAnyOnItsWay
                && wallets().stream()
                        .filter(wallet -> wallet.owner() instanceof WalletOwner.User)
                        .allMatch(wallet -> wallet.available(Pocket.LOCKED).isZero()
                                && wallet.available(Pocket.BONUS).minor() == explained.getOrDefault(wallet.id(), 0L));
    }

    /** All money sums up to nothing; what the pool lacks is what was given and has not come back; the ledger proves itself. */
    void assertBalanced(String what) {
        assertThat(wallets().stream().mapToLong(BonusBooks::all).sum())
                .as("%s: all wallets together", what)
                .isZero();
        long given = 0;
        long returned = 0;
        for (Document award : stored(bonus, "awards")) {
            if (award.getString("walletId") != null) {
                given += award.getLong("amountMinor");
                returned += award.getLong("returned");
            }
        }
        long pool = wallets().stream()
                .filter(wallet -> isOfHouse(wallet, HouseAccount.BONUS_POOL))
                .mapToLong(BonusBooks::all)
                .sum();
        assertThat(pool)
                .as("%s: the pool, with %d given and %d returned", what, given, returned)
                .isEqualTo(returned - given);
        LedgerVerifier.Report report = payment.bean(LedgerVerifier.class).verify();
        assertThat(report.flaws()).as("%s: flaws of the ledger", what).isEmpty();
    }

    /** What must be the same however often it is told: awards, what bets did for them, and bonus money; without marks. */
    List<String> state() {
        List<String> state = new ArrayList<>();
        stored(bonus, "awards").stream()
                .filter(award -> !award.getString("key").contains(RandomPlay.MARK))
                .forEach(award -> state.add("award " + award.getString("key") + ' ' + award.getString("state") + ' '
                        + List.of("held", "wagered", "converted", "returned").stream()
                                .map(award::getLong)
                                .toList()));
        stored(bonus, "contributions").stream()
                .filter(one -> !one.getString("betId").startsWith(RandomPlay.MARK))
                .forEach(one -> state.add(
                        "bet " + one.getString("betId") + ' ' + one.get("counted") + ' ' + one.get("reason")));
        wallets()
                .forEach(wallet -> state.add("wallet " + wallet.id() + ' ' + wallet.available(Pocket.BONUS) + ' '
                        + wallet.available(Pocket.LOCKED)));
        state.sort(String::compareTo);
        return state;
    }
}
