package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoClient;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Currencies;
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

/** Closing wallets on a real store, by two writers that do not know of each other. */
@ExtendWith(StoresExtension.class)
final class MongoLedgerClosingIT {

    private static final int RACES = 60;
    private static final int CLOSERS = 4;

    private final String database = TestStores.freshDatabase(MongoLedgerClosingIT.class);
    private final MongoClient client = MongoClients.open(TestStores.mongoUri(), "ledger-closing-test");
    private final MongoLedger ledger = open();
    private final MongoLedger other = open();
    private final Wallet anna = wallet("anna");
    private final Wallet ben = wallet("ben");

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
        assertThat(report.flaws()).isEmpty();
    }

    @Test
    void a_closed_wallet_is_answered_alike_by_both_writers_however_often_they_are_asked() {
        Wallet closed = closed(ledger, anna);

        assertThat(closed(ledger, anna)).isEqualTo(closed);
        assertThat(closed(other, anna)).isEqualTo(closed);
        assertThat(now(anna)).isEqualTo(closed);
        assertThat(ledger.transfers().entries(TENANT, anna.id(), Transfers.EntryBounds.newest(10)))
                .extracting(Entry::kind)
                .containsExactly(TransferType.CLOSURE);
    }

    @Test
    void opening_a_closed_wallet_answers_it_closed_also_by_a_writer_that_remembers_it_open() {
        other.bookings().open(OpenWallet.main(TENANT, "anna", EUR));
        Wallet closed = closed(ledger, anna);

        assertThat(ledger.bookings().open(OpenWallet.main(TENANT, "anna", EUR))).isEqualTo(closed);
        assertThat(other.bookings().open(OpenWallet.main(TENANT, "anna", EUR))).isEqualTo(closed);
    }

    @Test
    void a_writer_that_remembers_the_wallet_open_pays_nothing_into_it() {
        other.bookings().post(deposit(anna, eur(1)));
        other.bookings().post(payment(anna, ben, eur(1)));
        closed(ledger, anna);

        assertThat(refused(other.bookings().post(deposit(anna, eur(1))))).isEqualTo(LedgerRefusal.WALLET_CLOSED);
        assertThat(refused(other.bookings().post(payment(ben, anna, eur(1))))).isEqualTo(LedgerRefusal.WALLET_CLOSED);
    }

    @Test
    void a_writer_that_remembers_the_wallet_empty_does_not_close_it_over_somebodys_money() {
        ledger.bookings().post(deposit(anna, eur(1)));
        ledger.bookings().post(payment(anna, ben, eur(1)));
        other.bookings().post(deposit(anna, eur(7)));

        assertThat(refusedToClose(ledger, anna)).isEqualTo(LedgerRefusal.WALLET_NOT_EMPTY);
        assertThat(now(anna).available(Pocket.REAL)).isEqualTo(eur(7));
    }

    @Test
    void a_writer_that_remembers_money_in_the_wallet_closes_it_once_the_money_is_gone() {
        ledger.bookings().post(deposit(anna, eur(7)));
        assertThat(refusedToClose(ledger, anna)).isEqualTo(LedgerRefusal.WALLET_NOT_EMPTY);
        other.bookings().post(payment(anna, ben, eur(7)));

        closed(ledger, anna);
    }

    @Test
    void a_wallet_of_another_tenant_is_not_there_to_be_closed() {
        assertThat(ledger.bookings().change(new CloseWallet("other", anna.id())))
                .isInstanceOfSatisfying(
                        StatusResult.Refused.class,
                        refused -> assertThat(refused.code()).isEqualTo(LedgerRefusal.WALLET_NOT_FOUND));
        assertThat(now(anna).status()).isEqualTo(Wallet.Status.OPEN);
    }

    @Test
    void money_and_closing_that_race_on_two_writers_never_leave_money_in_a_closed_wallet() throws Exception {
        List<Wallet> wallets = Crowd.of(RACES, i -> wallet("racer-" + i));
        ledger.bookings().post(deposit(anna, eur(10 * RACES)));

        List<Boolean> outcomes = Crowd.of(3 * RACES, i -> {
            Wallet wallet = wallets.get(i / 3);
            return switch (i % 3) {
                case 0 -> other.bookings().change(new CloseWallet(TENANT, wallet.id())) instanceof StatusResult.Changed;
                case 1 -> ledger.bookings().post(deposit(wallet, eur(3))) instanceof PostResult.Posted;
                default -> other.bookings().post(payment(anna, wallet, eur(2))) instanceof PostResult.Posted;
            };
        });

        for (int i = 0; i < RACES; i++) {
            Wallet wallet = now(wallets.get(i));
            boolean isClosed = outcomes.get(3 * i);
            long paid = (outcomes.get(3 * i + 1) ? 3 : 0) + (outcomes.get(3 * i + 2) ? 2 : 0);
            assertThat(wallet.status() == Wallet.Status.CLOSED).isEqualTo(isClosed);
            assertThat(wallet.available(Pocket.REAL)).isEqualTo(eur(paid));
            assertThat(isClosed).isEqualTo(paid == 0);
        }
    }

    @Test
    void many_who_close_the_same_wallets_at_both_writers_book_each_closing_once() throws Exception {
        List<Wallet> wallets = Crowd.of(RACES, i -> wallet("closed-" + i));

        List<Wallet> answers =
                Crowd.of(CLOSERS * RACES, i -> closed(i % 2 == 0 ? ledger : other, wallets.get(i / CLOSERS)));

        for (int i = 0; i < answers.size(); i++) {
            assertThat(answers.get(i)).isEqualTo(now(wallets.get(i / CLOSERS)));
            assertThat(answers.get(i).seq()).isEqualTo(1);
        }
    }

    @Test
    void a_wallet_is_opened_and_closed_in_one_go() throws Exception {
        List<Wallet> closed = Crowd.of(RACES, i -> closed(ledger, wallet("short-lived-" + i)));

        assertThat(closed).allMatch(wallet -> wallet.equals(now(wallet)));
    }

    @Test
    void a_closing_tells_one_event_that_follows_the_wallets_others() {
        ledger.bookings().post(deposit(anna, eur(7)));
        ledger.bookings().post(payment(anna, ben, eur(7)));
        closed(ledger, anna);
        Document document = Objects.requireNonNull(client.getDatabase(database)
                .getCollection(MongoTransferDocument.COLLECTION)
                .find(Filters.eq("type", TransferType.CLOSURE.name()))
                .first());

        List<EventEnvelope> events = ledger.events().events().apply(document);

        assertThat(events).hasSize(1);
        assertThat(events.getFirst().eventType()).isEqualTo("wallet.closed");
        assertThat(events.getFirst().key()).isEqualTo(anna.id());
        assertThat(events.getFirst().seq()).isEqualTo(3);
        assertThat(events.getFirst().data()).contains("\"userId\":\"anna\"", "\"currency\":\"EUR\"");
    }

    private Wallet wallet(String user) {
        return ledger.bookings().open(OpenWallet.main(TENANT, user, EUR));
    }

    private static Wallet closed(MongoLedger by, Wallet wallet) {
        StatusResult result = by.bookings().change(new CloseWallet(TENANT, wallet.id()));
        assertThat(result).isInstanceOf(StatusResult.Changed.class);
        return ((StatusResult.Changed) result).wallet();
    }

    private static LedgerRefusal refusedToClose(MongoLedger by, Wallet wallet) {
        StatusResult result = by.bookings().change(new CloseWallet(TENANT, wallet.id()));
        assertThat(result).isInstanceOf(StatusResult.Refused.class);
        return ((StatusResult.Refused) result).code();
    }

    private Wallet now(Wallet wallet) {
        return Objects.requireNonNull(ledger.wallets().find(TENANT, wallet.id()));
    }

    private static LedgerRefusal refused(PostResult result) {
        assertThat(result).isInstanceOf(PostResult.Refused.class);
        return ((PostResult.Refused) result).code();
    }
}
