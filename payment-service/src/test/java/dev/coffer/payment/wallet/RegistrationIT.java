package dev.coffer.payment.wallet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import dev.coffer.core.events.DeadLetter;
import dev.coffer.core.events.DeadLetters;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Received;
import dev.coffer.core.events.Replays;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.TestService;
import dev.coffer.core.testkit.TestTokens;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.payment.Customer;
import dev.coffer.payment.PaymentApplication;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CloseWallet;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.LedgerVerifier;
import dev.coffer.payment.ledger.MongoLedger;
import dev.coffer.payment.ledger.OpenWallet;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Post;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.ledger.Wallets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The wallet of whoever registers, and what becomes of it when the registration is undone; on two replicas. */
@ExtendWith(StoresExtension.class)
class RegistrationIT {

    private static final int USERS = 40;
    private static final String CONSUMER = "payment-wallets";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** As auth-service writes it; this service reads the id only. */
    private record Registered(String userId, String email) {}

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
                        new EventType<>(UserRegistered.TYPE, 1, Registered.class),
                        new EventType<>(RegistrationUndone.TYPE, 1, RegistrationUndone.class)));
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

    private EventEnvelope register(String userId) {
        return auth.tell(new Registered(userId, userId + "@example.com"), userId, tenantId);
    }

    private void undo(String userId) {
        auth.tell(new RegistrationUndone(userId), userId, tenantId);
    }

    /** Events of a key come in order: when somebody new under the same key is answered, whatever came before is done too. */
    private void awaitAllOf(String userId) {
        String witness = "witness-" + UUID.randomUUID();
        auth.tell(new Registered(witness, ""), userId, tenantId);
        await().atMost(PATIENCE).until(() -> told.typesOf(tenantId, witness).equals(List.of("account.opened")));
    }

    private List<Wallet> walletsOf(String userId) {
        return service.bean(Wallets.class).ofOwners(tenantId, List.of(new WalletOwner.User(userId)));
    }

    private long wallets() {
        return service.bean(MongoDatabase.class)
                .getCollection("wallets")
                .countDocuments(Filters.eq("tenantId", tenantId));
    }

    private List<Wallet.Status> statusesOf(String userId) {
        return walletsOf(userId).stream().map(Wallet::status).toList();
    }

    private Customer customer(String userId) {
        return Customer.of(service, tokens, tenantId, userId);
    }

    private static void payOut(Wallet wallet, String toWalletId) {
        service.bean(Bookings.class)
                .post(new Post(
                        wallet.tenantId(),
                        Idempotency.of("test", "pay out " + wallet.id()),
                        TransferType.PAYMENT,
                        List.of(new Post.Leg(
                                WalletRef.id(wallet.id()),
                                WalletRef.id(toWalletId),
                                wallet.available(Pocket.REAL),
                                Pocket.REAL,
                                TransferType.PAYMENT)),
                        null,
                        Map.of()));
    }

    @Test
    void each_registered_user_gets_one_wallet_also_when_they_are_told_of_twice() {
        for (int round = 0; round < 2; round++) {
            for (int i = 0; i < USERS; i++) {
                register("user-" + i);
            }
        }
        for (int i = 0; i < USERS; i++) {
            String userId = "user-" + i;
            await().atMost(PATIENCE).until(() -> told.typesOf(tenantId, userId).size() == 2);
            assertThat(statusesOf(userId)).containsExactly(Wallet.Status.OPEN);
        }
        assertThat(wallets()).isEqualTo(USERS);
        assertThat(customer("user-0")
                        .walletsOf("user-0")
                        .at("/data/_entities/0/wallets/0/currency")
                        .asString())
                .isEqualTo("EUR");
    }

    @Test
    void that_the_account_is_open_is_told_in_answer_to_the_registration() {
        EventEnvelope registered = register("ann");
        await().atMost(PATIENCE).until(() -> !told.of(tenantId, "ann").isEmpty());

        assertThat(told.of(tenantId, "ann")).singleElement().satisfies(answer -> {
            assertThat(answer.eventType()).isEqualTo("account.opened");
            assertThat(answer.causationId()).isEqualTo(registered.eventId());
            assertThat(answer.correlationId()).isEqualTo(registered.correlationId());
            assertThat(answer.userId()).isEqualTo("ann");
            assertThat(answer.data()).isEqualTo("{\"userId\":\"ann\"}");
        });
        assertThat(statusesOf("ann")).containsExactly(Wallet.Status.OPEN);
    }

    @Test
    void a_user_of_the_same_id_in_two_tenants_gets_a_wallet_in_each_and_loses_only_the_one_that_is_undone() {
        String elsewhere = "elsewhere-" + UUID.randomUUID();
        register("same");
        auth.tell(new Registered("same", ""), "same", elsewhere);
        undo("same");
        awaitAllOf("same");

        assertThat(statusesOf("same")).containsExactly(Wallet.Status.CLOSED);
        assertThat(service.bean(Wallets.class).ofOwners(elsewhere, List.of(new WalletOwner.User("same"))))
                .extracting(Wallet::status)
                .containsExactly(Wallet.Status.OPEN);
    }

    @Test
    void a_registration_that_names_no_user_is_put_aside_and_keeps_nobody_else_waiting() {
        auth.tell(new Registered("", ""), "nobody", tenantId);
        auth.tell(new Registered("x".repeat(65), ""), "nobody", tenantId);
        register("good");
        await().atMost(PATIENCE).until(() -> wallets() == 1);
        assertThat(customer("good").balance("EUR")).isZero();
    }

    @Test
    void all_wallets_of_an_undone_registration_are_closed_for_ever() {
        register("ann");
        await().atMost(PATIENCE).until(() -> walletsOf("ann").size() == 1);
        customer("ann").open("USD");
        undo("ann");
        awaitAllOf("ann");

        assertThat(statusesOf("ann")).containsExactly(Wallet.Status.CLOSED, Wallet.Status.CLOSED);
        assertThat(told.typesOf(tenantId, "ann")).containsExactly("account.opened");
        assertThat(customer("ann").open("EUR"))
                .isEqualTo(walletsOf("ann").getFirst().id());
        assertThat(statusesOf("ann")).containsOnly(Wallet.Status.CLOSED);
    }

    @Test
    void registrations_undone_at_once_are_answered_and_closed_each_in_its_order() {
        List<String> users = new ArrayList<>();
        for (int i = 0; i < USERS; i++) {
            users.add("user-" + i);
        }
        users.forEach(this::register);
        users.forEach(this::undo);
        users.stream().filter(user -> user.endsWith("7")).forEach(this::undo);

        for (String user : users) {
            await().atMost(PATIENCE).until(() -> statusesOf(user).equals(List.of(Wallet.Status.CLOSED)));
            assertThat(walletsOf(user)).extracting(Wallet::seq).containsExactly(1L);
        }
    }

    @Test
    void whoever_never_had_a_wallet_gets_none_also_when_their_registration_comes_after_it_was_undone() {
        undo("late");
        register("late");
        awaitAllOf("late");

        assertThat(walletsOf("late")).isEmpty();
        assertThat(told.of(tenantId, "late")).isEmpty();
    }

    @Test
    void a_replay_opens_nothing_again_and_closes_nothing_twice() {
        register("ann");
        undo("ann");
        register("ben");
        awaitAllOf("ann");
        awaitAllOf("ben");
        List<Wallet> before = new ArrayList<>(walletsOf("ann"));
        before.addAll(walletsOf("ben"));

        for (String type : List.of(UserRegistered.TYPE, RegistrationUndone.TYPE, UserRegistered.TYPE)) {
            await().atMost(PATIENCE)
                    .until(() -> auth.replay(type, tenantId, CONSUMER) instanceof Replays.Result.Recorded);
        }
        awaitAllOf("ann");
        awaitAllOf("ben");

        List<Wallet> after = new ArrayList<>(walletsOf("ann"));
        after.addAll(walletsOf("ben"));
        assertThat(after).isEqualTo(before);
        assertThat(told.typesOf(tenantId, "ann")).doesNotContain("account.refused");
    }

    @Test
    void a_wallet_with_money_stays_open_and_an_operator_sees_why_and_can_finish_it() {
        register("ann");
        register("ben");
        await().atMost(PATIENCE)
                .until(() -> walletsOf("ann").size() == 1 && walletsOf("ben").size() == 1);
        customer("ann").withMoney("10.00", "EUR");
        undo("ann");
        undo("ben");
        DeadLetters letters = service.bean(DeadLetters.class);
        await().atMost(PATIENCE)
                .until(() -> !letters.list(tenantId, CONSUMER, null, true, 1).isEmpty());
        DeadLetter letter = letters.list(tenantId, CONSUMER, null, true, 1).getFirst();

        assertThat(letter.error())
                .contains(
                        "The registration of user:ann is undone",
                        walletsOf("ann").getFirst().id(),
                        "holds money");
        assertThat(statusesOf("ann")).containsExactly(Wallet.Status.OPEN);
        await().atMost(PATIENCE).until(() -> statusesOf("ben").equals(List.of(Wallet.Status.CLOSED)));

        payOut(walletsOf("ann").getFirst(), customer("cleo").open("EUR"));
        letters.retry(tenantId, letter.id());
        await().atMost(PATIENCE).until(() -> statusesOf("ann").equals(List.of(Wallet.Status.CLOSED)));
        await().atMost(PATIENCE).until(() -> letters.find(tenantId, letter.id()) == null);
    }

    @Test
    void a_registration_whose_wallet_is_closed_already_is_refused() {
        Bookings bookings = service.bean(Bookings.class);
        Wallet wallet = bookings.open(
                OpenWallet.main(tenantId, "ann", Currencies.builtIn().get("EUR")));
        bookings.change(new CloseWallet(tenantId, wallet.id()));
        register("ann");
        awaitAllOf("ann");

        EventEnvelope answer = told.of(tenantId, "ann").getFirst();
        assertThat(answer.eventType()).isEqualTo("account.refused");
        assertThat(answer.data()).contains("\"reason\":\"The user's EUR wallet is closed");
    }

    @Test
    void a_crash_between_the_ledgers_commit_and_the_consumers_is_made_good_by_the_next_try() {
        Transactions transactions = service.bean(Transactions.class);
        OpenFirstWallets open = service.bean(OpenFirstWallets.class);
        CloseUndoneWallets close = service.bean(CloseUndoneWallets.class);
        EventEnvelope cause = auth.tell(new Registered("cause", ""), "cause", tenantId);
        List<Received<UserRegistered>> registered = List.of(new Received<>(cause, new UserRegistered("ann")));
        List<Received<RegistrationUndone>> undone = List.of(new Received<>(cause, new RegistrationUndone("ann")));

        assertThatThrownBy(() -> transactions.run(unit -> {
                    open.open(registered, unit);
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        assertThat(statusesOf("ann")).containsExactly(Wallet.Status.OPEN);
        assertThat(told.of(tenantId, "ann")).isEmpty();
        transactions.run(unit -> open.open(registered, unit));
        assertThat(told.typesOf(tenantId, "ann")).containsExactly("account.opened");

        assertThatThrownBy(() -> transactions.run(unit -> {
                    close.close(undone, unit);
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        transactions.run(unit -> close.close(undone, unit));
        assertThat(walletsOf("ann")).singleElement().satisfies(wallet -> {
            assertThat(wallet.status()).isEqualTo(Wallet.Status.CLOSED);
            assertThat(wallet.seq()).isEqualTo(1);
        });
        transactions.run(unit -> open.open(registered, unit));
        assertThat(told.typesOf(tenantId, "ann")).containsExactly("account.opened");
    }
}
