package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Bets on a real store, by two writers that do not know of each other. Anna has 1,000 cents, and 500 of bonus money. */
@ExtendWith(StoresExtension.class)
final class MongoLedgerBetIT {

    private static final int CALLERS = 20;
    private static final int RACES = 40;
    private static final int MOST_LOST_REPLIES = 3;
    private static final Duration LONGEST = Duration.ofDays(30);

    private final String database = TestStores.freshDatabase(MongoLedgerBetIT.class);
    private final MongoClient client = MongoClients.open(TestStores.mongoUri(), "ledger-bet-test");
    private final MongoLedger ledger = open(client);
    private final MongoLedger other = open(client);
    private final Wallet anna = ledger.bookings().open(OpenWallet.main(TENANT, "anna", EUR));

    private MongoLedger open(MongoClient by) {
        return MongoLedger.open(
                by, database, Currencies.builtIn(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    }

    @BeforeEach
    void money() {
        ledger.bookings().post(deposit(anna, eur(1_000)));
        ledger.bookings()
                .post(LedgerFixtures.post(
                        newKey(),
                        TransferType.DEPOSIT,
                        new Post.Leg(
                                WalletRef.house(HouseAccount.BONUS_POOL),
                                WalletRef.id(anna.id()),
                                eur(500),
                                Pocket.BONUS,
                                TransferType.DEPOSIT)));
    }

    @AfterEach
    void close() {
        other.close();
        ledger.close();
        client.close();
    }

    @Test
    void a_bet_is_read_back_as_it_stands() {
        Transfer stake = posted(place(ledger, "one", eur(1_200)));
        Transfer win = posted(settle(other, "one", eur(7), false));

        Bet bet = bet("one");
        assertThat(bet.stake()).isEqualTo(new Split(eur(1_000), eur(200)));
        // A sixth of 7 is bonus money, rounded down.
        assertThat(bet.won()).isEqualTo(new Split(eur(6), eur(1)));
        assertThat(bet.status()).isEqualTo(Bet.Status.OPEN);
        assertThat(stake.amount()).isEqualTo(eur(1_200));
        assertThat(win.amount()).isEqualTo(eur(7));
        assertThat(ledger.transfers().ofBet(key("one"))).containsExactly(stake, win);
        assertThat(ledger.transfers().ofBet(new KnownBet.Key("other", "one"))).isEmpty();
        assertThat(ledger.bets().find(new KnownBet.Key("other", "one"))).isNull();
        assertThat(ledger.bets().ofWallets(TENANT, List.of(anna.id()), Transfers.TransferBounds.newest(10)))
                .containsExactly(bet);
        posted(settle(ledger, "one", eur(0), true));
        assertThat(bet("one").status()).isEqualTo(Bet.Status.CLOSED);
        assertRefused(settle(ledger, "one", eur(1), true), LedgerRefusal.BET_CLOSED);
        assertSound();
    }

    @Test
    void a_bet_and_its_rollback_at_once_by_two_writers_end_as_rolled_back_or_refused() throws Exception {
        for (int race = 0; race < RACES; race++) {
            String betId = "race-" + race;
            List<PostResult> answers =
                    Crowd.of(2, caller -> caller == 0 ? place(ledger, betId, eur(10)) : rollBack(other, betId));

            if (answers.getFirst() instanceof PostResult.Posted) {
                assertThat(bet(betId).status()).isEqualTo(Bet.Status.ROLLED_BACK);
                posted(answers.getLast());
            } else {
                assertRefused(answers.getFirst(), LedgerRefusal.BET_ROLLED_BACK);
                assertRefused(answers.getLast(), LedgerRefusal.BET_FORESTALLED);
                assertThat(ledger.bets().find(key(betId))).isInstanceOf(ForestalledBet.class);
            }
            assertThat(available(Pocket.REAL)).isEqualTo(1_000);
        }
        assertSound();
    }

    @Test
    void a_bet_that_was_forestalled_is_refused_for_ever() {
        PostResult forestalled = rollBack(ledger, "late");
        assertRefused(forestalled, LedgerRefusal.BET_FORESTALLED);

        for (MongoLedger at : List.of(other, ledger)) {
            assertRefused(place(at, "late", eur(10)), LedgerRefusal.BET_ROLLED_BACK);
            assertRefused(settle(at, "late", eur(10), true), LedgerRefusal.BET_ROLLED_BACK);
            assertRefused(rollBack(at, "late"), LedgerRefusal.BET_ROLLED_BACK);
        }
        assertThat(available(Pocket.REAL)).isEqualTo(1_000);
        assertSound();
    }

    @Test
    void settlements_and_a_rollback_at_once_never_both_take_effect() throws Exception {
        for (int race = 0; race < RACES; race++) {
            String betId = "race-" + race;
            posted(place(ledger, betId, eur(10)));

            List<PostResult> answers = Crowd.of(3, caller -> switch (caller) {
                case 0 -> settle(ledger, betId, eur(30), true);
                case 1 -> settle(other, betId, eur(50), true);
                default -> rollBack(other, betId);
            });

            posted(answers.getLast());
            assertThat(bet(betId).status()).isEqualTo(Bet.Status.ROLLED_BACK);
            assertThat(answers.subList(0, 2))
                    .filteredOn(PostResult.Posted.class::isInstance)
                    .hasSizeLessThanOrEqualTo(1);
            assertThat(available(Pocket.REAL)).isEqualTo(1_000);
        }
        assertSound();
    }

    @Test
    void many_last_settlements_at_once_by_two_writers_pay_once() throws Exception {
        posted(place(ledger, "one", eur(10)));

        List<PostResult> answers =
                Crowd.of(CALLERS, caller -> settle(caller % 2 == 0 ? ledger : other, "one", eur(25), true));

        assertThat(answers).filteredOn(PostResult.Posted.class::isInstance).hasSize(1);
        assertThat(available(Pocket.REAL)).isEqualTo(1_015);
        assertSound();
    }

    @Test
    void the_same_bet_many_times_at_once_takes_one_stake_and_a_stake_never_more_than_is_there() throws Exception {
        List<PostResult> same = Crowd.of(CALLERS, caller -> place(caller % 2 == 0 ? ledger : other, "one", eur(100)));
        assertThat(same).filteredOn(PostResult.Posted.class::isInstance).hasSize(1);
        assertThat(same)
                .filteredOn(PostResult.Refused.class::isInstance)
                .allMatch(refused -> ((PostResult.Refused) refused).code() == LedgerRefusal.BET_EXISTS);
        assertThat(available(Pocket.REAL)).isEqualTo(900);

        List<PostResult> many =
                Crowd.of(CALLERS, caller -> place(caller % 2 == 0 ? ledger : other, "many-" + caller, eur(100)));
        assertThat(many).filteredOn(PostResult.Posted.class::isInstance).hasSize(14);
        assertThat(available(Pocket.REAL) + available(Pocket.BONUS)).isZero();
        assertSound();
    }

    @Test
    void a_rollback_gives_back_to_the_pockets_that_paid_and_takes_what_was_won_only_where_it_still_is() {
        posted(place(ledger, "one", eur(1_200)));
        posted(settle(ledger, "one", eur(600), false));
        assertThat(List.of(available(Pocket.REAL), available(Pocket.BONUS))).isEqualTo(List.of(500L, 400L));
        posted(place(ledger, "spent", eur(500)));
        posted(settle(ledger, "spent", eur(0), true));

        Transfer back = posted(rollBack(other, "one"));

        assertThat(back.amount()).isEqualTo(eur(1_200));
        assertThat(List.of(available(Pocket.REAL), available(Pocket.BONUS))).isEqualTo(List.of(500L, 500L));
        posted(place(ledger, "two", eur(100)));
        posted(settle(ledger, "two", eur(1_000), true));
        posted(place(ledger, "all", eur(1_400)));
        assertRefused(rollBack(ledger, "two"), LedgerRefusal.INSUFFICIENT_FUNDS);
        assertThat(bet("two").status()).isEqualTo(Bet.Status.CLOSED);
        assertSound();
    }

    @Test
    void a_bet_that_is_too_old_is_not_rolled_back() {
        posted(place(ledger, "one", eur(10)));

        assertRefused(
                ledger.bookings().post(new RollBackBet(key("one"), newKey(), Duration.ofSeconds(-5), "late", "ada")),
                LedgerRefusal.BET_TOO_OLD);
        assertThat(available(Pocket.REAL)).isEqualTo(990);
    }

    @Test
    void a_repeat_has_one_effect_and_one_answer_although_replies_get_lost() throws Exception {
        AtomicInteger toLose = new AtomicInteger();
        try (CuttingProxy proxy = new CuttingProxy(
                        TestStores.mongoUri(),
                        sent -> sent.contains("commitTransaction") && toLose.getAndUpdate(n -> Math.max(0, n - 1)) > 0
                                ? CuttingProxy.Cut.BEFORE_THE_REPLY
                                : CuttingProxy.Cut.NOWHERE);
                MongoClient cut = MongoClients.open(proxy.uri(), "ledger-bet-cut-test");
                MongoLedger unlucky = open(cut)) {
            for (int lost = 1; lost <= MOST_LOST_REPLIES; lost++) {
                String betId = "lost-" + lost;
                for (Keyed command : List.of(
                        new PlaceBet(
                                key(betId),
                                newKey(),
                                anna.id(),
                                eur(10),
                                PocketOrder.BONUS_FIRST,
                                "dice",
                                "round",
                                "provider"),
                        new SettleBet(key(betId), newKey(), eur(3), false, "provider"),
                        new RollBackBet(key(betId), newKey(), LONGEST, "cancelled", "provider"),
                        new RollBackBet(key(betId + "-never"), newKey(), LONGEST, "cancelled", "provider"))) {
                    toLose.set(lost);
                    PostResult first = unlucky.bookings().post(command);
                    toLose.set(0);
                    assertThat(other.bookings().post(command)).isEqualTo(first);
                }
                assertThat(bet(betId).status()).isEqualTo(Bet.Status.ROLLED_BACK);
                assertThat(ledger.transfers().ofBet(key(betId))).hasSize(3);
                assertThat(List.of(available(Pocket.REAL), available(Pocket.BONUS)))
                        .isEqualTo(List.of(1_000L, 500L));
            }
            assertThat(proxy.cuts()).isPositive();
        }
        assertSound();
    }

    @Test
    void random_commands_at_two_writers_leave_every_bet_with_what_its_transfers_say() throws Exception {
        Crowd.of(CALLERS * 10, caller -> {
            MongoLedger at = caller % 2 == 0 ? ledger : other;
            String betId = "bet-" + caller % CALLERS;
            return switch (caller / CALLERS % 4) {
                case 0 -> place(at, betId, eur(caller + 1));
                case 1 -> settle(at, betId, eur(caller), false);
                case 2 -> settle(at, betId, eur(0), true);
                default -> rollBack(at, betId);
            };
        });
        for (int number = 0; number < CALLERS; number++) {
            if (ledger.bets().find(key("bet-" + number)) instanceof Bet bet) {
                long left = ledger.transfers().ofBet(bet.key()).stream()
                        .flatMap(transfer -> transfer.entries().stream())
                        .filter(entry -> entry.walletId().equals(anna.id()))
                        .mapToLong(entry -> entry.amount().minor())
                        .sum();
                assertThat(left)
                        .isEqualTo(
                                bet.status() == Bet.Status.ROLLED_BACK
                                        ? 0
                                        : bet.won().total().minor()
                                                - bet.stake().total().minor());
            }
        }
        assertSound();
    }

    @Test
    void a_bet_that_was_changed_by_hand_is_found() {
        posted(place(ledger, "one", eur(10)));
        assertSound();

        client.getDatabase(database)
                .getCollection(MongoBetDocument.COLLECTION)
                .updateOne(Filters.eq("_id", MongoBetDocument.id(key("one"))), Updates.set("wonReal", 1L));

        assertThat(ledger.verifier().verify().flaws())
                .extracting(LedgerVerifier.Flaw::kind)
                .containsExactly(LedgerVerifier.Kind.BETS_DIFFER);
    }

    private static KnownBet.Key key(String betId) {
        return new KnownBet.Key(TENANT, betId);
    }

    private PostResult place(MongoLedger by, String betId, Money stake) {
        return by.bookings()
                .post(new PlaceBet(
                        key(betId), newKey(), anna.id(), stake, PocketOrder.REAL_FIRST, "dice", null, "provider"));
    }

    private static PostResult settle(MongoLedger by, String betId, Money win, boolean isLast) {
        return by.bookings().post(new SettleBet(key(betId), newKey(), win, isLast, "provider"));
    }

    private static PostResult rollBack(MongoLedger by, String betId) {
        return by.bookings().post(new RollBackBet(key(betId), newKey(), LONGEST, "cancelled", "provider"));
    }

    private Bet bet(String betId) {
        return (Bet) Objects.requireNonNull(ledger.bets().find(key(betId)));
    }

    private static Transfer posted(PostResult result) {
        assertThat(result).isInstanceOf(PostResult.Posted.class);
        return ((PostResult.Posted) result).transfer();
    }

    private static void assertRefused(PostResult result, LedgerRefusal code) {
        assertThat(result)
                .isInstanceOfSatisfying(
                        PostResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(code));
    }

    private long available(Pocket pocket) {
        return Objects.requireNonNull(ledger.wallets().find(TENANT, anna.id()))
                .available(pocket)
                .minor();
    }

    private void assertSound() {
        assertThat(ledger.verifier().verify().flaws()).isEmpty();
    }
}
