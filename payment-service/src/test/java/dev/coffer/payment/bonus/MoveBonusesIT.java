package dev.coffer.payment.bonus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.coffer.core.events.DeadLetters;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.EventType;
import dev.coffer.core.events.Received;
import dev.coffer.core.events.Replays;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.testkit.FreshDatabase;
import dev.coffer.core.testkit.StoresExtension;
import dev.coffer.core.testkit.TestEmitter;
import dev.coffer.core.testkit.ToldEvents;
import dev.coffer.payment.Replicas;
import dev.coffer.payment.ledger.BonusStep;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CloseWallet;
import dev.coffer.payment.ledger.FreezeWallet;
import dev.coffer.payment.ledger.MongoLedger;
import dev.coffer.payment.ledger.OpenWallet;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.Wallets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What is booked when bonus-service says so; on two replicas that hear it. */
@ExtendWith(StoresExtension.class)
class MoveBonusesIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Currency EUR = Currencies.builtIn().get("EUR");
    private static final String CONSUMER = "payment-bonuses";

    private static Replicas replicas;
    private static TestEmitter bonus;
    private static ToldEvents told;

    private final String tenantId = "tenant-" + UUID.randomUUID();
    private final String awardId = UUID.randomUUID().toString();

    @BeforeAll
    static void start(@FreshDatabase String database) {
        bonus = TestEmitter.start(
                "bonus",
                database + "_bonus",
                List.of(
                        new EventType<>(BonusAwarded.TYPE, 1, BonusAwarded.class),
                        new EventType<>(BonusClosing.TYPE, 1, BonusClosing.class),
                        new EventType<>(BonusSettled.TYPE, 1, BonusSettled.class)));
        replicas = Replicas.start(database, Map.of());
        told = new ToldEvents(replicas.service());
    }

    @AfterAll
    static void stop() {
        var flaws =
                replicas.service().bean(MongoLedger.class).verifier().verify().flaws();
        bonus.close();
        replicas.close();
        assertThat(flaws).isEmpty();
    }

    private EventEnvelope award(String amount, boolean claimed) {
        return bonus.tell(awarded(amount, claimed), "ann", tenantId);
    }

    private BonusAwarded awarded(String amount, boolean claimed) {
        return new BonusAwarded(awardId, "ann", amount, "EUR", claimed, "Welcome bonus");
    }

    private void lock(int round, String amount) {
        bonus.tell(
                new BonusClosing(awardId, round, "ann", wallet().id(), amount, "EUR", "Welcome bonus"),
                "ann",
                tenantId);
    }

    private void settle(int round, String converted, String returned, String restored) {
        bonus.tell(
                new BonusSettled(awardId, round, "ann", converted, returned, restored, "EUR", "Welcome bonus"),
                "ann",
                tenantId);
    }

    private static Bookings bookings() {
        return replicas.service().bean(Bookings.class);
    }

    private List<Wallet> wallets() {
        return replicas.service().bean(Wallets.class).ofOwners(tenantId, List.of(new WalletOwner.User("ann")));
    }

    private Wallet wallet() {
        return wallets().getFirst();
    }

    /** What is available in the pockets real, bonus and locked, in cents; nothing where there is no wallet. */
    private List<Long> pockets() {
        return wallets().stream()
                .map(Wallet::pockets)
                .flatMap(
                        pockets -> List.of(
                                pockets.real().available(),
                                pockets.bonus().available(),
                                pockets.locked().available())
                                .stream())
                .toList();
    }

    private void awaitPockets(long real, long inBonus, long locked) {
        await().atMost(PATIENCE).until(() -> pockets().equals(List.of(real, inBonus, locked)));
    }

    private void awaitRefused(String code) {
        await().atMost(PATIENCE).until(() -> !told.of(tenantId, "ann").isEmpty());
        assertThat(told.of(tenantId, "ann")).allSatisfy(answer -> {
            assertThat(answer.eventType()).isEqualTo(BonusRefused.TYPE);
            assertThat(answer.data()).contains('"' + code + '"', awardId);
        });
    }

    /** Events of a key come in order: when this one is booked, those before it are done. */
    private void awaitAll() {
        String witness = UUID.randomUUID().toString();
        bonus.tell(new BonusAwarded(witness, "witness", "0.01", "EUR", true, "Witness"), "ann", tenantId);
        await().atMost(PATIENCE).until(() -> booked(new BonusStep(witness, 0), TransferType.BONUS_AWARD) != null);
    }

    private @org.jspecify.annotations.Nullable PostResult booked(BonusStep step, TransferType type) {
        return replicas.service().bean(Transfers.class).findByKey(tenantId, step.key(type));
    }

    @Test
    void a_bonus_is_given_put_out_of_use_and_divided_and_a_wallet_is_opened_for_it() {
        award("25.00", false);
        awaitPockets(0, 2_500, 0);
        lock(1, "30.00");
        awaitPockets(0, 0, 2_500);
        settle(1, "20.00", "4.00", "1.00");
        awaitPockets(2_000, 100, 0);
        assertThat(told.of(tenantId, "ann")).isEmpty();
        assertThat(wallet().tenantId()).isEqualTo(tenantId);
    }

    @Test
    void a_bonus_with_nothing_to_wager_is_the_users_own() {
        award("0.01", true);
        awaitPockets(1, 0, 0);
    }

    @Test
    void the_same_event_many_times_books_once_also_by_replay() {
        for (int i = 0; i < 5; i++) {
            award("10.00", false);
        }
        awaitPockets(0, 1_000, 0);
        for (int i = 0; i < 3; i++) {
            lock(1, "10.00");
        }
        awaitPockets(0, 0, 1_000);
        settle(1, "10.00", "0.00", "0.00");
        settle(1, "10.00", "0.00", "0.00");
        awaitAll();
        for (String type : List.of(BonusAwarded.TYPE, BonusClosing.TYPE, BonusSettled.TYPE)) {
            await().atMost(PATIENCE)
                    .until(() -> bonus.replay(type, tenantId, CONSUMER) instanceof Replays.Result.Recorded);
        }
        awaitAll();

        assertThat(pockets()).containsExactly(1_000L, 0L, 0L);
        assertThat(wallet().version()).as("one booking for each step").isEqualTo(3);
    }

    @Test
    void the_largest_amount_is_given_and_one_more_is_refused() {
        award("92233720368547758.07", false);
        awaitPockets(0, Long.MAX_VALUE, 0);
        String more = UUID.randomUUID().toString();
        bonus.tell(new BonusAwarded(more, "ann", "0.01", "EUR", false, "More"), "ann", tenantId);
        await().atMost(PATIENCE).until(() -> !told.of(tenantId, "ann").isEmpty());
        assertThat(told.of(tenantId, "ann"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.data()).contains(more, "BALANCE_OVERFLOW"));
        lock(1, "92233720368547758.07");
        settle(1, "0.00", "92233720368547758.07", "0.00");
        awaitPockets(0, 0, 0);
    }

    @Test
    void whoever_has_excluded_themselves_gets_no_bonus_and_a_repeat_is_answered_alike() {
        replicas.customer(tenantId, "ann").ask("mutation { selfExclude(input: {}) { __typename } }", Map.of());
        award("10.00", false);
        award("10.00", false);
        awaitAll();
        awaitRefused("SELF_EXCLUDED");
        assertThat(told.of(tenantId, "ann")).hasSize(2);
        assertThat(pockets()).containsExactly(0L, 0L, 0L);
    }

    @Test
    void a_frozen_wallet_gets_none_and_a_bonus_in_it_can_end() {
        award("10.00", false);
        awaitPockets(0, 1_000, 0);
        bookings().change(new FreezeWallet(tenantId, wallet().id(), true, "olga", null));
        String more = UUID.randomUUID().toString();
        bonus.tell(new BonusAwarded(more, "ann", "0.01", "EUR", false, "More"), "ann", tenantId);
        lock(1, "10.00");
        settle(1, "0.00", "10.00", "0.00");
        awaitPockets(0, 0, 0);
        assertThat(told.of(tenantId, "ann"))
                .singleElement()
                .satisfies(answer -> assertThat(answer.data()).contains(more, "WALLET_FROZEN"));
    }

    @Test
    void a_closed_wallet_gets_none_and_nothing_is_put_out_of_use_in_it() {
        Wallet closed = bookings().open(OpenWallet.main(tenantId, "ann", EUR));
        bookings().change(new CloseWallet(tenantId, closed.id()));
        award("10.00", false);
        lock(1, "10.00");
        awaitAll();
        awaitRefused("WALLET_CLOSED");
        assertThat(told.of(tenantId, "ann")).hasSize(2);
        assertThat(told.of(tenantId, "ann").getLast().data()).contains("\"round\":1");
    }

    @Test
    void the_wallet_of_another_tenant_is_not_there() {
        Wallet foreign = bookings().open(OpenWallet.main("elsewhere-" + UUID.randomUUID(), "ann", EUR));
        bonus.tell(new BonusClosing(awardId, 1, "ann", foreign.id(), "1.00", "EUR", "Welcome bonus"), "ann", tenantId);
        awaitRefused("WALLET_NOT_FOUND");
    }

    @Test
    void what_does_not_add_up_to_what_is_out_of_use_is_put_aside_and_keeps_nobody_waiting() {
        award("10.00", false);
        awaitPockets(0, 1_000, 0);
        lock(1, "10.00");
        awaitPockets(0, 0, 1_000);
        settle(1, "9.99", "0.00", "0.00");
        DeadLetters letters = replicas.service().bean(DeadLetters.class);
        await().atMost(PATIENCE)
                .until(() -> !letters.list(tenantId, CONSUMER, null, true, 1).isEmpty());
        assertThat(letters.list(tenantId, CONSUMER, null, true, 1).getFirst().error())
                .contains("were put out of use");
        settle(1, "10.00", "0.00", "0.00");
        awaitPockets(1_000, 0, 0);
    }

    @Test
    void a_crash_between_the_ledgers_commit_and_the_consumers_is_made_good_by_the_next_try() {
        MoveBonuses moves = replicas.service().bean(MoveBonuses.class);
        Transactions transactions = replicas.service().bean(Transactions.class);
        EventEnvelope cause = bonus.tell(
                new BonusAwarded(UUID.randomUUID().toString(), "cause", "0.01", "EUR", true, "Cause"), "c", tenantId);
        List<Received<BonusAwarded>> events = List.of(new Received<>(cause, awarded("10.00", false)));

        assertThatThrownBy(() -> transactions.run(unit -> {
                    moves.award(events, unit);
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        assertThat(pockets()).containsExactly(0L, 1_000L, 0L);
        replicas.other()
                .bean(Transactions.class)
                .run(unit -> replicas.other().bean(MoveBonuses.class).award(events, unit));
        assertThat(pockets()).containsExactly(0L, 1_000L, 0L);
        assertThat(wallet().version()).isEqualTo(1);

        List<Received<BonusClosing>> closing = List.of(new Received<>(
                cause, new BonusClosing(awardId, 1, "ann", wallet().id(), "10.00", "EUR", "Welcome bonus")));
        assertThatThrownBy(() -> transactions.run(unit -> {
                    moves.lock(closing, unit);
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        transactions.run(unit -> moves.lock(closing, unit));
        List<Received<BonusSettled>> settled = List.of(new Received<>(
                cause, new BonusSettled(awardId, 1, "ann", "10.00", "0.00", "0.00", "EUR", "Welcome bonus")));
        assertThatThrownBy(() -> transactions.run(unit -> {
                    moves.close(settled, unit);
                    throw new IllegalStateException("crash");
                }))
                .hasMessage("crash");
        transactions.run(unit -> moves.close(settled, unit));
        assertThat(pockets()).containsExactly(1_000L, 0L, 0L);
        assertThat(wallet().version()).isEqualTo(3);
    }
}
