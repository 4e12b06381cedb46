package dev.coffer.payment.closing;

import static org.assertj.core.api.Assertions.assertThat;

import com.mongodb.client.MongoDatabase;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.SagaCrashes;
import dev.coffer.core.saga.SagaInstance;
import dev.coffer.core.saga.SagaState;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.ledger.Bets;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.LedgerVerifier;
import dev.coffer.payment.ledger.MongoLedger;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.Wallets;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The saga that closes a user's wallets with a crash before and after each write: all are closed or none, and it is told once. */
@ExtendWith(StoresExtension.class)
class AccountClosingCrashIT {

    private static final String TENANT = "main";

    private static TestTokens tokens;
    private static TestService service;

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(
                PaymentApplication.class,
                PaymentApplication.SERVICE,
                database,
                tokens,
                Map.of("coffer.sagas.run", "false"));
    }

    @AfterAll
    static void stop() {
        LedgerVerifier.Report report =
                service.bean(MongoLedger.class).verifier().verify();
        service.close();
        tokens.close();
        assertThat(report.flaws()).isEmpty();
    }

    private static List<Wallet> walletsOf(String userId) {
        return service.bean(Wallets.class).ofOwners(TENANT, List.of(new WalletOwner.User(userId)));
    }

    private static boolean hasFrozen(String userId) {
        return walletsOf(userId).stream().anyMatch(wallet -> wallet.status() == Wallet.Status.FROZEN);
    }

    private static Saga<AccountClosing> saga(PendingDeposits deposits) {
        FindObstacles obstacles = new FindObstacles(service.bean(Wallets.class), service.bean(Bets.class), deposits);
        return new ClosingSteps(obstacles, service.bean(Bookings.class), service.bean(Outbox.class)).saga();
    }

    private static void everywhere(Closing closing, SagaState end) {
        new SagaCrashes(service.bean(MongoDatabase.class), service.bean(Transactions.class), List.of(closing.saga()))
                .everywhere(EnumSet.of(end), closing);
    }

    /** Closes an account with two wallets. Each run has a user of its own, so that what was told can be told apart. */
    private record Closing(
            String name, Saga<AccountClosing> saga, String money, Wallet.Status end, String told, String why)
            implements SagaCrashes.Scenario {

        @Override
        public String begin(int run) {
            String userId = name + run;
            Customer customer = Customer.of(service, tokens, TENANT, userId);
            customer.open("EUR");
            customer.open("USD");
            if (!money.isEmpty()) {
                customer.withMoney(money, "USD");
            }
            Sagas.Subject subject = new Sagas.Subject(TENANT, userId, "closing-" + userId);
            AccountClosing data = AccountClosing.due(new ClosingDue(userId, subject.key()));
            return service.bean(Transactions.class)
                    .inTransaction(unit -> service.bean(Sagas.class).start(unit, saga, subject, data));
        }

        @Override
        public void check(int run, SagaInstance ended) {
            String userId = name + run;
            assertThat(walletsOf(userId)).hasSize(2).extracting(Wallet::status).containsOnly(end);
            ToldEvents events = new ToldEvents(service);
            assertThat(events.typesOf(TENANT, userId)).containsExactly(told);
            assertThat(events.of(TENANT, userId).getFirst().data()).contains(why, "closing-" + userId);
        }
    }

    @Test
    void wherever_it_crashes_both_wallets_are_closed_and_it_is_told_once() {
        Saga<AccountClosing> saga = saga(service.bean(PendingDeposits.class));
        everywhere(new Closing("empty", saga, "", Wallet.Status.CLOSED, "account.closed", ""), SagaState.COMPLETED);
    }

    @Test
    void wherever_it_crashes_an_account_with_money_is_kept_as_it_was() {
        Saga<AccountClosing> saga = saga(service.bean(PendingDeposits.class));
        everywhere(
                new Closing("rich", saga, "10.00", Wallet.Status.OPEN, "account.kept", "WALLET_NOT_EMPTY"),
                SagaState.COMPENSATED);
    }

    /** A deposit is begun in the moment in which the wallets were frozen, after the first look. */
    @Test
    void wherever_it_crashes_what_it_froze_is_open_again_when_something_came_in_between() {
        Saga<AccountClosing> saga = saga((tenantId, userId) -> hasFrozen(userId));
        everywhere(new Closing("late", saga, "", Wallet.Status.OPEN, "account.kept", ""), SagaState.COMPENSATED);
    }
}
