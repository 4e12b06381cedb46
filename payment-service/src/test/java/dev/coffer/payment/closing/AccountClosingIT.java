package dev.coffer.payment.closing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.FreezeWallet;
import dev.coffer.payment.ledger.LedgerVerifier;
import dev.coffer.payment.ledger.MongoLedger;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.Wallets;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A user's wallets when their account is closed: all of them are, or none; on two replicas. */
@ExtendWith(StoresExtension.class)
class AccountClosingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestTokens tokens;
    private static TestService service;
    private static TestService other;
    private static TestEmitter auth;
    private static ToldEvents told;

    private final String tenantId = "tenant-" + UUID.randomUUID();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        tokens = TestTokens.start();
        service = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
        other = TestService.start(PaymentApplication.class, PaymentApplication.SERVICE, database, tokens, Map.of());
        auth = TestEmitter.start(
                "auth",
                database + "_auth",
                List.of(
                        new EventType<>(ClosingAsked.TYPE, 1, ClosingAsked.class),
                        new EventType<>(ClosingDue.TYPE, 1, ClosingDue.class)));
        told = new ToldEvents(service);
    }

    @AfterAll
    static void stop() {
        LedgerVerifier.Report report =
                service.bean(MongoLedger.class).verifier().verify();
        auth.close();
        service.close();
        other.close();
        tokens.close();
        assertThat(report.flaws()).isEmpty();
    }

    private Customer customer(String userId) {
        return Customer.of(service, tokens, tenantId, userId);
    }

    private List<Wallet> walletsOf(String userId) {
        return service.bean(Wallets.class).ofOwners(tenantId, List.of(new WalletOwner.User(userId)));
    }

    private EventEnvelope answered(String userId, int count) {
        await().atMost(PATIENCE).until(() -> told.of(tenantId, userId).size() == count);
        return told.of(tenantId, userId).getLast();
    }

    private void freeze(String walletId, boolean isFrozen) {
        service.bean(Bookings.class).change(new FreezeWallet(tenantId, walletId, isFrozen, "staff", "looked at"));
    }

    @Test
    void empty_wallets_are_closed_when_it_is_due_and_not_before_also_when_told_twice() {
        customer("ann").open("EUR");
        customer("ann").open("USD");
        auth.tell(new ClosingAsked("ann", "closing-1"), "ann", tenantId);
        assertThat(answered("ann", 1).eventType()).isEqualTo("account.closable");
        assertThat(walletsOf("ann")).extracting(Wallet::status).containsOnly(Wallet.Status.OPEN);

        auth.tell(new ClosingDue("ann", "closing-1"), "ann", tenantId);
        auth.tell(new ClosingDue("ann", "closing-1"), "ann", tenantId);

        EventEnvelope closed = answered("ann", 2);
        assertThat(closed.eventType()).isEqualTo("account.closed");
        assertThat(closed.data()).contains("closing-1");
        assertThat(walletsOf("ann")).extracting(Wallet::status).containsOnly(Wallet.Status.CLOSED);
    }

    @Test
    void whoever_has_no_wallet_is_closed_as_well() {
        auth.tell(new ClosingDue("nobody", "closing-2"), "nobody", tenantId);
        assertThat(answered("nobody", 1).eventType()).isEqualTo("account.closed");
    }

    @Test
    void while_one_wallet_holds_money_none_is_closed_and_all_work_as_before() {
        Customer ben = customer("ben");
        ben.open("USD");
        ben.withMoney("10.00", "EUR");
        BigDecimal before = ben.balance("EUR");
        auth.tell(new ClosingAsked("ben", "closing-3"), "ben", tenantId);
        assertThat(answered("ben", 1).data()).contains("WALLET_NOT_EMPTY");

        auth.tell(new ClosingDue("ben", "closing-3"), "ben", tenantId);

        EventEnvelope kept = answered("ben", 2);
        assertThat(kept.eventType()).isEqualTo("account.kept");
        assertThat(kept.data()).contains("WALLET_NOT_EMPTY");
        assertThat(walletsOf("ben")).extracting(Wallet::status).containsOnly(Wallet.Status.OPEN);
        assertThat(ben.balance("EUR")).isEqualByComparingTo(before);
        ben.withMoney("1.00", "EUR");
        assertThat(ben.balance("EUR")).isGreaterThan(before);
    }

    @Test
    void a_wallet_that_staff_froze_keeps_the_account_and_stays_frozen() {
        String frozen = customer("cleo").open("EUR");
        String second = customer("cleo").open("USD");
        freeze(frozen, true);

        auth.tell(new ClosingDue("cleo", "closing-4"), "cleo", tenantId);

        assertThat(answered("cleo", 1).data()).contains("WALLET_FROZEN");
        Wallets wallets = service.bean(Wallets.class);
        assertThat(wallets.find(tenantId, frozen)).extracting(Wallet::status).isEqualTo(Wallet.Status.FROZEN);
        assertThat(wallets.find(tenantId, second)).extracting(Wallet::status).isEqualTo(Wallet.Status.OPEN);
    }

    @Test
    void an_account_that_was_kept_can_be_closed_by_another_closing() {
        String wallet = customer("dan").open("EUR");
        freeze(wallet, true);
        auth.tell(new ClosingDue("dan", "closing-5"), "dan", tenantId);
        answered("dan", 1);
        freeze(wallet, false);

        auth.tell(new ClosingDue("dan", "closing-6"), "dan", tenantId);

        assertThat(answered("dan", 2).eventType()).isEqualTo("account.closed");
    }

    @Test
    void a_user_of_the_same_id_at_another_tenant_keeps_everything() {
        String elsewhere = "elsewhere-" + UUID.randomUUID();
        customer("eve").open("EUR");
        Customer.of(service, tokens, elsewhere, "eve").open("EUR");

        auth.tell(new ClosingDue("eve", "closing-7"), "eve", tenantId);

        assertThat(answered("eve", 1).eventType()).isEqualTo("account.closed");
        assertThat(service.bean(Wallets.class).ofOwners(elsewhere, List.of(new WalletOwner.User("eve"))))
                .extracting(Wallet::status)
                .containsOnly(Wallet.Status.OPEN);
    }

    /** Money that comes in at once with the closing is in an open wallet of an account that goes on, or never came in. */
    @Test
    void money_that_arrives_meanwhile_is_never_in_a_closed_wallet() throws InterruptedException {
        for (int round = 0; round < 8; round++) {
            String userId = "fay-" + round;
            customer(userId).open("EUR");
            Customer giver = customer("giver-" + round);
            giver.withMoney("9.00", "EUR");
            BigDecimal before = giver.balance("EUR");
            Thread paying = Thread.ofVirtual().start(() -> giver.payUser(userId, "5.00", "EUR", "gift"));
            auth.tell(new ClosingDue(userId, "closing-race-" + round), userId, tenantId);
            paying.join();

            boolean isClosed = answered(userId, 1).eventType().equals("account.closed");

            boolean isPaid = giver.balance("EUR").compareTo(before) < 0;
            assertThat(isPaid && isClosed).as("paid into a closed wallet").isFalse();
            assertThat(customer(userId).balance("EUR")).isEqualByComparingTo(isPaid ? "5.00" : "0.00");
            assertThat(walletsOf(userId))
                    .extracting(Wallet::status)
                    .containsOnly(isClosed ? Wallet.Status.CLOSED : Wallet.Status.OPEN);
        }
    }
}
