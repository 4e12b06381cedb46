package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Updates;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import dev.coffer.payment.ledger.LedgerVerifier.Kind;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** That the verifier sees each kind of damage, and says where. */
@ExtendWith(StoresExtension.class)
final class LedgerVerifierIT {

    private final String database = TestStores.freshDatabase(LedgerVerifierIT.class);
    private final MongoClient client = MongoClients.open(TestStores.mongoUri(), "ledger-verifier-test");
    private final MongoLedger ledger = MongoLedger.open(
            client, database, Currencies.builtIn(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    private final Damage damage = new Damage(client, database, ledger);
    private final Wallet anna = ledger.bookings().open(OpenWallet.main(TENANT, "anna", EUR));
    private final Wallet ben = ledger.bookings().open(OpenWallet.main(TENANT, "ben", EUR));
    private final List<Transfer> transfers = new ArrayList<>();

    LedgerVerifierIT() {
        post(deposit(anna, eur(1_000)));
        post(payment(anna, ben, eur(10)));
        post(payment(anna, ben, eur(20)));
    }

    @AfterEach
    void end() {
        ledger.close();
        client.close();
    }

    @Test
    void a_sound_ledger_has_no_flaw_and_all_entries_are_counted() {
        LedgerVerifier.Report report = ledger.verifier().verify();

        assertThat(report.flaws()).isEmpty();
        assertThat(report.wallets()).isEqualTo(3);
        assertThat(report.entries()).isEqualTo(6);
    }

    @Test
    void a_balance_that_was_changed_by_hand_is_found() {
        damage.set(ben, Updates.set("pockets.real.available", 31L));

        assertThat(flaws()).contains(flaw(Kind.WALLET_DIFFERS, ben)).anyMatch(of(Kind.SUM_NOT_ZERO));
    }

    @Test
    void money_shifted_between_two_wallets_by_hand_is_found_in_both() {
        damage.set(anna, Updates.set("pockets.real.available", 969L));
        damage.set(ben, Updates.set("pockets.real.available", 31L));

        assertThat(flaws()).containsExactlyInAnyOrder(flaw(Kind.WALLET_DIFFERS, anna), flaw(Kind.WALLET_DIFFERS, ben));
    }

    @Test
    void an_entry_that_was_changed_is_the_first_bad_one() {
        damage.set(transfers.get(1), Updates.set("entries.1.amount", 11L));

        assertThat(flaws()).anyMatch(of(Kind.TRANSFER_NOT_BALANCED));
    }

    @Test
    void a_hash_that_was_changed_is_found_at_its_entry() {
        damage.set(transfers.get(1), Updates.set("entries.1.hash", Damage.wrongHash()));

        assertThat(ledger.verifier().verify().flaws())
                .anyMatch(flaw ->
                        flaw.kind() == Kind.HASH_WRONG && flaw.where().startsWith("wallet " + ben.id() + " seq 1 "));
    }

    @Test
    void a_deleted_transfer_leaves_a_gap_in_each_of_its_wallets() {
        damage.delete(transfers.get(1));

        assertThat(ledger.verifier().verify().flaws())
                .anyMatch(flaw -> flaw.where().equals("wallet " + ben.id() + " seq 1"))
                .anyMatch(flaw -> flaw.where().equals("wallet " + anna.id() + " seq 2"));
    }

    @Test
    void an_entry_that_its_wallet_does_not_know_of_is_found() {
        damage.addEntryUnknownToItsWallet(ben, 5);

        assertThat(ledger.verifier().verify().flaws())
                .anyMatch(flaw -> flaw.kind() == Kind.WALLET_DIFFERS
                        && flaw.where().startsWith("wallet " + ben.id() + " seq 3 "));
    }

    @Test
    void entries_whose_wallet_is_gone_are_found_even_when_the_sum_is_zero() {
        damage.set(ben, Updates.set("pockets.real.available", 0L));
        damage.set(anna, Updates.set("pockets.real.available", 1_000L));
        damage.delete(ben);

        assertThat(flaws()).anyMatch(of(Kind.WALLET_MISSING));
    }

    @Test
    void a_moment_that_the_server_forgot_says_which_parameter_to_raise() {
        assertThatThrownBy(() -> MongoMoment.read(client, "all wallets", moment -> {
                    throw new MongoException(239, "Read timestamp is older than the oldest available timestamp");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("all wallets")
                .hasMessageContaining("minSnapshotHistoryWindowInSeconds");
    }

    @Test
    void a_wallet_that_was_closed_by_the_ledger_is_sound() {
        close(empty());

        assertThat(ledger.verifier().verify().flaws()).isEmpty();
    }

    @Test
    void a_wallet_that_was_closed_by_hand_is_found() {
        damage.set(anna, Updates.set("status", Wallet.Status.CLOSED.name()));

        assertThat(flaws()).containsExactly(flaw(Kind.STATUS_WRONG, anna));
    }

    @Test
    void a_closed_wallet_that_was_opened_by_hand_is_found() {
        Wallet cleo = empty();
        close(cleo);
        damage.set(cleo, Updates.set("status", Wallet.Status.OPEN.name()));

        assertThat(flaws()).containsExactly(flaw(Kind.STATUS_WRONG, cleo));
    }

    @Test
    void money_that_was_put_into_a_closed_wallet_by_hand_is_found() {
        Wallet cleo = empty();
        close(cleo);
        damage.set(cleo, Updates.set("pockets.real.available", 5L));

        assertThat(flaws()).contains(flaw(Kind.WALLET_DIFFERS, cleo)).anyMatch(of(Kind.SUM_NOT_ZERO));
    }

    @Test
    void money_that_a_closed_wallet_sets_aside_against_what_it_owes_is_found() {
        Wallet cleo = empty();
        close(cleo);
        damage.set(
                cleo,
                Updates.combine(Updates.set("pockets.real.available", -5L), Updates.set("pockets.real.held", 5L)));

        assertThat(flaws()).contains(flaw(Kind.WALLET_DIFFERS, cleo)).anyMatch(of(Kind.HOLD_DIFFERS));
    }

    /** An empty one. */
    private Wallet empty() {
        return ledger.bookings().open(OpenWallet.main(TENANT, "cleo", EUR));
    }

    private void close(Wallet wallet) {
        assertThat(ledger.bookings().change(new CloseWallet(TENANT, wallet.id())))
                .isInstanceOf(StatusResult.Changed.class);
    }

    private static java.util.function.Predicate<Tuple> of(Kind kind) {
        return flaw -> flaw.toList().getFirst() == kind;
    }

    private static Tuple flaw(Kind kind, Wallet wallet) {
        return Tuple.tuple(kind, "wallet " + wallet.id());
    }

    /** Kind, and wallet where it names one. */
    private List<Tuple> flaws() {
        return ledger.verifier().verify().flaws().stream()
                .map(flaw -> Tuple.tuple(flaw.kind(), flaw.where().replaceFirst("^(wallet [0-9a-f-]+).*$", "$1")))
                .toList();
    }

    private void post(Post command) {
        transfers.add(((PostResult.Posted) ledger.bookings().post(command)).transfer());
    }
}
