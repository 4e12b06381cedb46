package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.USD;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.key;
import static dev.coffer.payment.ledger.LedgerFixtures.leg;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.MutableClock;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What an attacker, an operator, a wrong clock or another process may try on two writers of one database. */
@ExtendWith(StoresExtension.class)
final class MongoLedgerHostileIT {

    private final String database = TestStores.freshDatabase(MongoLedgerHostileIT.class);
    private final MongoClient client = MongoClients.open(TestStores.mongoUri(), "ledger-hostile-test");
    private final MutableClock clock = MutableClock.atStandardTime();
    private final MongoLedger ledger = open(clock);
    private final MongoLedger other = open(Clock.systemUTC());
    private final Wallet anna = ledger.bookings().open(OpenWallet.main(TENANT, "anna", EUR));
    private final Wallet ben = ledger.bookings().open(OpenWallet.main(TENANT, "ben", EUR));

    MongoLedgerHostileIT() {
        post(deposit(anna, eur(100)));
    }

    private MongoLedger open(Clock time) {
        return MongoLedger.open(
                client, database, Currencies.builtIn(), time, Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    }

    @AfterEach
    void everything_that_a_test_leaves_behind_is_sound() {
        LedgerVerifier.Report report = ledger.verifier().verify();
        other.close();
        ledger.close();
        client.close();
        assertThat(report.flaws()).isEmpty();
    }

    @Test
    void a_key_of_any_text_is_found_again() {
        for (String text : List.of("\0", "$where", "a.b", "\uD83D\uDE00", "e\u0301", "\u00e9", "'; drop", " ")) {
            Post command = payment(key(text), anna, ben, eur(1));

            assertThat(post(command)).isEqualTo(other.bookings().post(command));
        }
        assertThat(available(ben)).isEqualTo(8);
    }

    @Test
    void a_wallet_that_another_writer_closed_is_closed_for_a_writer_that_remembers_it_open() {
        other.bookings().change(new CloseWallet(TENANT, ben.id()));

        assertThat(refused(post(payment(anna, ben, eur(1))))).isEqualTo(LedgerRefusal.WALLET_CLOSED);
        assertThat(available(anna)).isEqualTo(100);
    }

    @Test
    void the_same_key_in_two_tenants_is_two_requests() {
        String tenant = "other-tenant";
        Wallet eve = other.bookings().open(OpenWallet.main(tenant, "eve", EUR));
        Idempotency same = key(UUID.randomUUID().toString());
        Post mine = payment(same, anna, ben, eur(1));
        Post theirs = new Post(
                tenant,
                same,
                TransferType.DEPOSIT,
                List.of(leg(WalletRef.house(HouseAccount.WORLD), WalletRef.id(eve.id()), eur(7), TransferType.DEPOSIT)),
                null,
                mine.metadata());

        List<PostResult> answers = List.of(
                post(mine),
                post(theirs),
                other.bookings().post(mine),
                other.bookings().post(theirs));

        assertThat(answers).hasOnlyElementsOfType(PostResult.Posted.class);
        assertThat(answers.get(2)).isEqualTo(answers.get(0));
        assertThat(answers.get(3)).isEqualTo(answers.get(1));
        assertThat(answers.get(0)).isNotEqualTo(answers.get(1));
        assertThat(available(ben)).isEqualTo(1);
    }

    @Test
    void fifty_callers_on_two_writers_spend_a_wallet_only_once() throws Exception {
        List<PostResult> answers =
                Crowd.of(50, i -> (i % 2 == 0 ? ledger : other).bookings().post(payment(anna, ben, eur(30))));

        assertThat(answers.stream().filter(PostResult.Posted.class::isInstance)).hasSize(3);
        assertThat(available(anna)).isEqualTo(10);
    }

    @Test
    void one_key_with_fifty_bodies_on_two_writers_moves_money_once() throws Exception {
        String sameKey = UUID.randomUUID().toString();

        List<PostResult> answers = Crowd.of(
                50,
                i -> (i % 2 == 0 ? ledger : other)
                        .bookings()
                        .post(payment(key(sameKey, Integer.toString(i)), anna, ben, eur(1))));

        assertThat(answers.stream().filter(PostResult.Posted.class::isInstance)).hasSize(1);
        assertThat(answers.stream().filter(PostResult.Refused.class::isInstance).map(MongoLedgerHostileIT::refused))
                .hasSize(49)
                .containsOnly(LedgerRefusal.IDEMPOTENCY_KEY_REUSED);
        assertThat(available(ben)).isEqualTo(1);
    }

    @Test
    void a_clock_that_jumps_back_or_forth_orders_nothing_anew() {
        clock.advance(Duration.ofDays(400));
        post(payment(anna, ben, eur(1)));
        clock.set(Instant.parse("2001-01-01T00:00:00Z"));
        post(payment(anna, ben, eur(2)));
        other.bookings().post(payment(ben, anna, eur(3)));

        List<Entry> entries = ledger.transfers().entries(TENANT, anna.id(), Transfers.EntryBounds.newest(10));
        assertThat(entries).extracting(Entry::amount).containsExactly(eur(3), eur(-2), eur(-1), eur(100));
        assertThat(entries.reversed()).extracting(Entry::at).isSorted();
    }

    @Test
    void the_house_goes_to_the_smallest_number_and_not_below() {
        Wallet rich = ledger.bookings().open(OpenWallet.main(TENANT, "crassus", USD));
        Wallet richer = ledger.bookings().open(OpenWallet.main(TENANT, "midas", USD));

        assertThat(post(deposit(rich, new Money(Long.MAX_VALUE, USD)))).isInstanceOf(PostResult.Posted.class);
        assertThat(post(deposit(richer, new Money(1, USD)))).isInstanceOf(PostResult.Posted.class);
        assertThat(refused(other.bookings().post(deposit(richer, new Money(1, USD)))))
                .isEqualTo(LedgerRefusal.BALANCE_OVERFLOW);
        assertThat(refused(post(payment(richer, rich, new Money(1, USD))))).isEqualTo(LedgerRefusal.BALANCE_OVERFLOW);
        assertThat(post(payment(rich, richer, new Money(Long.MAX_VALUE - 1, USD))))
                .isInstanceOf(PostResult.Posted.class);
    }

    @Test
    void money_that_goes_round_within_a_batch_is_never_spent_before_it_is_there() throws Exception {
        List<Wallet> ring = Crowd.of(10, i -> ledger.bookings().open(OpenWallet.main(TENANT, "ring-" + i, EUR)));
        post(payment(anna, ring.getFirst(), eur(100)));

        Crowd.of(
                400,
                i -> (i % 2 == 0 ? ledger : other)
                        .bookings()
                        .post(payment(ring.get(i % 10), ring.get((i + 1) % 10), eur(100))));

        assertThat(ring.stream().mapToLong(this::available).sum()).isEqualTo(100);
        assertThat(ring).allMatch(wallet -> available(wallet) == 0 || available(wallet) == 100);
    }

    @Test
    void fifty_legs_through_the_same_two_wallets_are_all_or_nothing() {
        Post.Leg there = leg(WalletRef.id(anna.id()), WalletRef.id(ben.id()), eur(100), TransferType.PAYMENT);
        Post.Leg back = leg(WalletRef.id(ben.id()), WalletRef.id(anna.id()), eur(100), TransferType.PAYMENT);
        Post.Leg[] legs = new Post.Leg[Post.MAX_LEGS];
        for (int i = 0; i < legs.length; i++) {
            legs[i] = i % 2 == 0 ? there : back;
        }

        assertThat(post(LedgerFixtures.post(LedgerFixtures.newKey(), TransferType.PAYMENT, legs)))
                .isInstanceOf(PostResult.Posted.class);
        legs[legs.length - 1] = there;
        assertThat(refused(post(LedgerFixtures.post(LedgerFixtures.newKey(), TransferType.PAYMENT, legs))))
                .isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        assertThat(available(anna)).isEqualTo(100);
    }

    private PostResult post(Post command) {
        return ledger.bookings().post(command);
    }

    private long available(Wallet wallet) {
        return Objects.requireNonNull(ledger.wallets().find(TENANT, wallet.id()))
                .available(Pocket.REAL)
                .minor();
    }

    private static LedgerRefusal refused(PostResult result) {
        assertThat(result).isInstanceOf(PostResult.Refused.class);
        return ((PostResult.Refused) result).code();
    }
}
