package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.key;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Updates;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.store.MongoClients;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestStores;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.bson.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Credit limits on a real store, by two writers that do not know of each other. */
@ExtendWith(StoresExtension.class)
final class MongoLedgerCreditIT {

    private static final int AT_ONCE = 200;
    private static final int RACES = 60;

    private final String database = TestStores.freshDatabase(MongoLedgerCreditIT.class);
    private final MongoClient client = MongoClients.open(TestStores.mongoUri(), "ledger-credit-test");
    private final MongoLedger ledger = open();
    private final MongoLedger other = open();
    private final Wallet anna = wallet("anna");
    private final Wallet ben = wallet("ben");
    private final Damage damage = new Damage(client, database, ledger);
    private boolean damaged;

    private MongoLedger open() {
        return MongoLedger.open(
                client, database, Currencies.builtIn(), Clock.systemUTC(), Ids.timeOrdered(), LedgerSettings.DEFAULTS);
    }

    @AfterEach
    void everything_that_a_test_leaves_behind_is_sound() {
        LedgerVerifier.Report report = ledger.verifier().verify();
        other.close();
        ledger.close();
        client.close();
        assertThat(report.isClean()).as("%s", report.flaws()).isNotEqualTo(damaged);
    }

    @Test
    void a_limit_is_stored_with_the_wallet_and_outlives_the_writer() {
        limit(ledger, anna, 500);

        assertThat(now(anna).creditLimit()).isEqualTo(eur(500));
        try (MongoLedger later = open()) {
            assertThat(later.bookings().post(payment(anna, ben, eur(500)))).isInstanceOf(PostResult.Posted.class);
            assertThat(refused(later.bookings().post(payment(anna, ben, eur(1)))))
                    .isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        }
        assertThat(now(anna).available(Pocket.REAL)).isEqualTo(eur(-500));
    }

    @Test
    void a_wallet_without_a_limit_is_stored_as_before() {
        ledger.bookings().post(LedgerFixtures.deposit(anna, eur(1)));
        Document stored = Objects.requireNonNull(client.getDatabase(database)
                .getCollection(MongoWalletDocument.COLLECTION)
                .find(Filters.eq("_id", MongoUuids.toBinary(anna.id())))
                .first());

        assertThat(stored).doesNotContainKey("credit");
    }

    @Test
    void a_writer_that_remembers_a_higher_limit_lets_nothing_pass_it() {
        limit(ledger, anna, 500);
        other.bookings().post(payment(anna, ben, eur(1)));
        limit(ledger, anna, 100);

        assertThat(refused(other.bookings().post(payment(anna, ben, eur(100)))))
                .isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        assertThat(other.bookings().post(payment(anna, ben, eur(99)))).isInstanceOf(PostResult.Posted.class);
    }

    @Test
    void a_writer_that_remembers_no_limit_refuses_nothing_that_is_allowed_by_now() {
        other.bookings().post(LedgerFixtures.deposit(anna, eur(1)));
        limit(ledger, anna, 100);

        assertThat(other.bookings().post(payment(anna, ben, eur(101)))).isInstanceOf(PostResult.Posted.class);
    }

    @Test
    void a_repeat_answers_the_first_answer_at_either_writer_also_when_the_limit_is_another_by_now() {
        SetCreditLimit first = new SetCreditLimit(TENANT, key("k", "a"), anna.id(), eur(5), "fina", "why");
        PostResult answer = ledger.bookings().post(first);
        limit(other, anna, 7);

        assertThat(ledger.bookings().post(first)).isEqualTo(answer);
        assertThat(other.bookings().post(first)).isEqualTo(answer);
        assertThat(now(anna).creditLimit()).isEqualTo(eur(7));
        assertThat(refused(other.bookings()
                        .post(new SetCreditLimit(TENANT, key("k", "b"), anna.id(), eur(6), "fina", "why"))))
                .isEqualTo(LedgerRefusal.IDEMPOTENCY_KEY_REUSED);
    }

    @Test
    void a_preview_says_what_would_be_and_changes_nothing() {
        PostResult preview =
                ledger.bookings().preview(new SetCreditLimit(TENANT, newKey(), anna.id(), eur(5), "fina", "why"));

        assertThat(preview).isInstanceOf(PostResult.Posted.class);
        assertThat(now(anna)).isEqualTo(anna);
    }

    @Test
    void many_at_two_writers_draw_to_the_edge_and_not_one_unit_further() throws Exception {
        limit(ledger, anna, AT_ONCE / 2);

        List<Boolean> paid = Crowd.of(
                AT_ONCE,
                i -> (i % 2 == 0 ? ledger : other).bookings().post(payment(anna, ben, eur(1)))
                        instanceof PostResult.Posted);

        assertThat(paid.stream().filter(yes -> yes)).hasSize(AT_ONCE / 2);
        assertThat(now(anna).available(Pocket.REAL)).isEqualTo(eur(-AT_ONCE / 2));
        assertThat(now(anna).spendable()).isEqualTo(eur(0));
    }

    /** The verifier walks each book: a payment after a lowering, beyond it, would be a flaw. */
    @Test
    void limits_that_go_up_and_down_while_two_writers_draw_are_never_passed() throws Exception {
        Crowd.of(3 * RACES, i -> switch (i % 3) {
            case 0 -> limit(i % 2 == 0 ? ledger : other, anna, i % 50);
            case 1 -> ledger.bookings().post(payment(anna, ben, eur(i % 13 + 1)));
            default -> other.bookings().post(payment(i % 2 == 0 ? ben : anna, i % 2 == 0 ? anna : ben, eur(i % 7 + 1)));
        });

        assertThat(now(anna).available(Pocket.REAL).minor()).isGreaterThanOrEqualTo(-50);
    }

    @Test
    void a_limit_tells_one_event_in_the_order_of_the_wallets_others() {
        limit(ledger, anna, 500);
        Document document = Objects.requireNonNull(client.getDatabase(database)
                .getCollection(MongoTransferDocument.COLLECTION)
                .find(Filters.eq("type", TransferType.CREDIT_LIMIT.name()))
                .first());

        List<EventEnvelope> events = ledger.events().events().apply(document);

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().eventType()).isEqualTo("wallet.credit-limit.set");
        assertThat(events.getFirst().key()).isEqualTo(anna.id());
        assertThat(events.getFirst().seq()).isEqualTo(1);
        assertThat(events.getFirst().data()).contains("\"limit\":\"5.00\"", "\"reason\":\"Good customer\"");
    }

    @Test
    void a_limit_that_was_raised_by_hand_is_found() {
        limit(ledger, anna, 500);
        damage.set(anna, Updates.set("credit", 5_000L));
        damaged = true;

        assertThat(ledger.verifier().verify().flaws()).singleElement().satisfies(flaw -> {
            assertThat(flaw.kind()).isEqualTo(LedgerVerifier.Kind.WALLET_DIFFERS);
            assertThat(flaw.where()).isEqualTo("wallet " + anna.id() + " credit limit");
        });
    }

    @Test
    void a_limit_that_was_raised_by_hand_in_the_book_too_is_found_by_its_hash() {
        Transfer set = limit(ledger, anna, 500);
        damage.set(anna, Updates.set("credit", 5_000L));
        damage.set(set, Updates.set("amount", 5_000L));
        damaged = true;

        assertThat(ledger.verifier().verify().flaws())
                .extracting(LedgerVerifier.Flaw::kind)
                .containsExactly(LedgerVerifier.Kind.HASH_WRONG);
    }

    private static Transfer limit(MongoLedger by, Wallet wallet, long cents) {
        PostResult result = by.bookings()
                .post(new SetCreditLimit(
                        TENANT, newKey(), wallet.id(), new Money(cents, EUR), "fina", "Good customer"));
        assertThat(result).isInstanceOf(PostResult.Posted.class);
        return ((PostResult.Posted) result).transfer();
    }

    private Wallet wallet(String user) {
        return ledger.bookings().open(OpenWallet.main(TENANT, user, EUR));
    }

    private Wallet now(Wallet wallet) {
        return Objects.requireNonNull(ledger.wallets().find(TENANT, wallet.id()));
    }

    private static LedgerRefusal refused(PostResult result) {
        assertThat(result).isInstanceOf(PostResult.Refused.class);
        return ((PostResult.Refused) result).code();
    }
}
