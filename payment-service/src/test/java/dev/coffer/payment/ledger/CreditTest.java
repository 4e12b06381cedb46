package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.leg;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static dev.coffer.payment.ledger.LedgerFixtures.paymentWithFee;
import static dev.coffer.payment.ledger.LedgerFixtures.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Anna may go below zero, as far as she is told and no further. */
final class CreditTest {

    private final MapState state = new MapState();
    private final Wallet anna = state.open("anna", EUR);
    private final Wallet ben = state.open("ben", EUR);

    @Test
    void a_limit_is_an_entry_of_nothing_that_the_chain_covers() {
        Transfer set = booked(limit(anna, eur(500)));

        assertThat(set.type()).isEqualTo(TransferType.CREDIT_LIMIT);
        assertThat(set.amount()).isEqualTo(eur(500));
        assertThat(set.reason()).isEqualTo("Good customer");
        assertThat(set.metadata()).containsEntry("by", "fina");
        assertThat(state.now(anna).creditLimit()).isEqualTo(eur(500));
        assertThat(state.now(anna).spendable()).isEqualTo(eur(500));
        assertThat(state.now(anna).pockets()).isEqualTo(Pockets.EMPTY);
        Entry entry = set.entries().getFirst();
        assertThat(entry.amount()).isEqualTo(eur(0));
        assertThat(entry.expectedHash(anna.seed())).isEqualTo(state.now(anna).lastHash());
        Entry forged = new Entry(
                entry.walletId(),
                entry.transferId(),
                entry.pocket(),
                entry.part(),
                entry.seq(),
                entry.amount(),
                entry.balanceAfter(),
                entry.kind(),
                eur(501),
                entry.at(),
                entry.hash());
        assertThat(forged.expectedHash(anna.seed())).isNotEqualTo(entry.hash());
    }

    @ParameterizedTest
    @CsvSource({"JPY", "EUR", "KWD", "BTC", "ETH"})
    void inside_and_at_the_edge_passes_and_one_minor_unit_over_is_refused(String code) {
        Currency currency = Currencies.builtIn().get(code);
        for (long credit : List.of(1L, 1_000L, Long.MAX_VALUE - 1, Long.MAX_VALUE)) {
            Wallet payer = state.open("payer-" + credit, currency);
            Wallet payee = state.open("payee-" + credit, currency);
            limit(payer, new Money(credit, currency));
            if (credit < Long.MAX_VALUE) {
                assertThat(refused(state.decide(payment(payer, payee, new Money(credit + 1, currency)))))
                        .isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
            }
            if (credit > 1) {
                booked(state.decide(payment(payer, payee, new Money(credit - 1, currency))));
            }
            booked(state.decide(payment(payer, payee, new Money(1, currency))));
            assertThat(state.available(payer)).isEqualTo(-credit);
            assertThat(state.now(payer).spendable()).isEqualTo(Money.zero(currency));
            assertThat(refused(state.decide(payment(payer, payee, new Money(1, currency)))))
                    .isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
            booked(state.decide(payment(payee, payer, new Money(credit, currency))));
            assertThat(state.available(payer)).isZero();
        }
    }

    @Test
    void a_full_wallet_with_the_highest_limit_pays_whatever_a_payee_can_hold() {
        state.decide(deposit(anna, eur(Long.MAX_VALUE)));
        limit(anna, eur(Long.MAX_VALUE));

        assertThat(state.now(anna).spendable()).isEqualTo(eur(Long.MAX_VALUE));
        booked(state.decide(payment(anna, ben, eur(Long.MAX_VALUE))));
        Wallet carl = state.open("carl", EUR);
        booked(state.decide(payment(anna, carl, eur(Long.MAX_VALUE))));
        assertThat(state.available(anna)).isEqualTo(-Long.MAX_VALUE);
        assertThat(refused(state.decide(payment(anna, state.open("dora", EUR), eur(1)))))
                .isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
    }

    @Test
    void the_fee_counts_as_the_amount_does() {
        limit(anna, eur(100));

        assertThat(refused(state.decide(paymentWithFee(anna, ben, eur(99), eur(2)))))
                .isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        booked(state.decide(paymentWithFee(anna, ben, eur(99), eur(1))));
        assertThat(state.available(anna)).isEqualTo(-100);
    }

    @Test
    void a_limit_below_what_is_drawn_takes_nothing_back_and_lets_nothing_more_be_drawn() {
        limit(anna, eur(100));
        state.decide(payment(anna, ben, eur(80)));

        booked(limit(anna, eur(50)));

        assertThat(state.available(anna)).isEqualTo(-80);
        assertThat(state.now(anna).spendable()).isEqualTo(eur(0));
        assertThat(refused(state.decide(payment(anna, ben, eur(1))))).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        state.decide(payment(ben, anna, eur(30)));
        assertThat(refused(state.decide(payment(anna, ben, eur(1))))).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        state.decide(payment(ben, anna, eur(1)));
        booked(state.decide(payment(anna, ben, eur(1))));
        assertThat(state.available(anna)).isEqualTo(-50);
        assertThat(chain(anna)).isEmpty();
    }

    @Test
    void a_wallet_drawn_beyond_its_limit_takes_in_what_comes_less_its_fee_and_gives_no_more_than_that() {
        limit(anna, eur(100));
        state.decide(payment(anna, ben, eur(100)));
        limit(anna, eur(0));

        booked(state.decide(depositWithFee(eur(50), eur(2))));
        assertThat(state.available(anna)).isEqualTo(-52);
        booked(state.decide(depositWithFee(eur(5), eur(5))));
        assertThat(state.available(anna)).isEqualTo(-52);
        assertThat(refused(state.decide(depositWithFee(eur(5), eur(6))))).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        assertThat(state.available(anna)).isEqualTo(-52);
        assertThat(chain(anna)).isEmpty();
    }

    private Post depositWithFee(Money amount, Money fee) {
        return post(
                newKey(),
                TransferType.DEPOSIT,
                leg(WalletRef.house(HouseAccount.WORLD), WalletRef.id(anna.id()), amount, TransferType.DEPOSIT),
                leg(WalletRef.id(anna.id()), WalletRef.house(HouseAccount.FEES), fee, TransferType.FEE));
    }

    @Test
    void the_refusal_says_what_is_there_and_what_the_limit_is() {
        state.decide(deposit(anna, eur(5)));
        limit(anna, eur(100));

        assertThat(((Decision.Refusal) state.decide(payment(anna, ben, eur(106)))).message())
                .contains("0.05 EUR available and a credit limit of 1.00 EUR", "1.06 EUR is needed");
    }

    @Test
    void a_hold_may_use_credit_and_comes_back_or_goes_to_the_payee() {
        limit(anna, eur(100));

        assertThat(refused(state.decide(hold(101)))).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        Transfer hold = booked(state.decide(hold(100)));

        assertThat(state.now(anna).pockets().real()).isEqualTo(new Pockets.Balance(-100, 100));
        booked(limit(anna, eur(0)));
        booked(state.decide(new CaptureHold(TENANT, newKey(), hold.id(), eur(60), false)));
        assertThat(state.available(ben)).isEqualTo(60);
        booked(state.decide(new ReleaseHold(TENANT, newKey(), hold.id(), Hold.Status.VOIDED)));
        assertThat(state.now(anna).pockets().real()).isEqualTo(new Pockets.Balance(-60, 0));
        assertThat(chain(anna)).isEmpty();
    }

    @Test
    void bonus_and_locked_money_is_never_borrowed() {
        limit(anna, eur(100));

        for (Pocket pocket : List.of(Pocket.BONUS, Pocket.LOCKED)) {
            assertThat(refused(state.decide(post(
                            newKey(),
                            TransferType.PAYMENT,
                            new Post.Leg(
                                    WalletRef.id(anna.id()),
                                    WalletRef.id(ben.id()),
                                    eur(1),
                                    pocket,
                                    TransferType.PAYMENT)))))
                    .isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        }
    }

    @ParameterizedTest
    @CsvSource({"REAL_FIRST", "BONUS_FIRST"})
    void a_stake_takes_the_players_own_money_of_both_pockets_before_it_borrows(PocketOrder order) {
        limit(anna, eur(100));
        state.decide(deposit(anna, eur(30)));
        state.decide(post(
                newKey(),
                TransferType.ADJUSTMENT,
                new Post.Leg(
                        WalletRef.house(HouseAccount.BONUS_POOL),
                        WalletRef.id(anna.id()),
                        eur(20),
                        Pocket.BONUS,
                        TransferType.ADJUSTMENT)));

        assertThat(Split.from(state.now(anna), eur(50), order)).isEqualTo(new Split(eur(30), eur(20)));
        assertThat(Split.from(state.now(anna), eur(150), order)).isEqualTo(new Split(eur(130), eur(20)));
        assertThat(Split.from(state.now(anna), eur(151), order).real().minor()
                        + Split.from(state.now(anna), eur(151), order).bonus().minor())
                .isEqualTo(151);
        Split tooMuch = Split.from(state.now(anna), eur(151), order);
        assertThat(tooMuch.real().isZero() || tooMuch.bonus().isZero()).isTrue();
    }

    @Test
    void a_wallet_with_a_limit_is_closed_at_zero_only() {
        limit(anna, eur(100));
        state.decide(payment(anna, ben, eur(1)));

        assertThat(refused(state.decide(new CloseWallet(TENANT, anna.id())))).isEqualTo(LedgerRefusal.WALLET_NOT_EMPTY);
        state.decide(payment(ben, anna, eur(1)));
        booked(state.decide(new CloseWallet(TENANT, anna.id())));
        assertThat(refused(limit(anna, eur(5)))).isEqualTo(LedgerRefusal.WALLET_CLOSED);
        assertThat(refused(state.decide(payment(anna, ben, eur(1))))).isEqualTo(LedgerRefusal.WALLET_CLOSED);
    }

    @Test
    void a_frozen_wallets_limit_is_changed_and_nothing_is_drawn_until_it_is_open() {
        state.decide(new FreezeWallet(TENANT, anna.id(), true, "fina", "Stolen"));

        booked(limit(anna, eur(100)));

        assertThat(refused(state.decide(payment(anna, ben, eur(1))))).isEqualTo(LedgerRefusal.WALLET_FROZEN);
    }

    @Test
    void what_cannot_be_is_refused() {
        state.decide(deposit(anna, eur(1)));
        Wallet world = Objects.requireNonNull(state.wallet(OpenWallet.house(TENANT, HouseAccount.WORLD, EUR)));

        assertThat(refused(limit(world, eur(5)))).isEqualTo(LedgerRefusal.HOUSE_ACCOUNT_STAYS);
        assertThat(refused(limit(anna, new Money(5, LedgerFixtures.USD)))).isEqualTo(LedgerRefusal.CURRENCY_MISMATCH);
        assertThat(refused(state.decide(
                        new SetCreditLimit("other", newKey(), anna.id(), eur(5), "fina", "Good customer"))))
                .isEqualTo(LedgerRefusal.WALLET_NOT_FOUND);
        assertThat(refused(
                        state.decide(new SetCreditLimit(TENANT, newKey(), "nobody", eur(5), "fina", "Good customer"))))
                .isEqualTo(LedgerRefusal.WALLET_NOT_FOUND);
        assertThatIllegalArgumentException().isThrownBy(() -> limit(anna, eur(-1)));
        assertThat(state.now(anna).creditLimit()).isEqualTo(eur(0));
    }

    @Test
    void a_limit_is_not_taken_back_and_is_no_leg_of_a_transfer() {
        Transfer set = booked(limit(anna, eur(5)));

        assertThat(refused(state.decide(new ReverseTransfer(TENANT, newKey(), set.id(), null, null, "fina"))))
                .isEqualTo(LedgerRefusal.NOT_REVERSIBLE);
        Post.Leg leg = leg(WalletRef.id(anna.id()), WalletRef.id(ben.id()), eur(1), TransferType.CREDIT_LIMIT);
        assertThatIllegalArgumentException().isThrownBy(() -> post(newKey(), TransferType.PAYMENT, leg));
    }

    @Test
    void a_clock_that_went_back_does_not_take_the_wallets_time_back() {
        state.decide(deposit(anna, eur(1)), MapState.NOW.plus(Duration.ofHours(1)));

        assertThat(booked(limit(anna, eur(5))).at()).isEqualTo(Instant.parse("2026-03-11T11:15:30.123Z"));
    }

    @Test
    void the_check_of_a_book_sees_a_debit_beyond_the_limit_and_another_limit_in_the_wallet() {
        limit(anna, eur(100));
        state.decide(payment(anna, ben, eur(100)));
        Wallet now = state.now(anna);
        Entry tooMuch = Entry.next(now, "t", Pocket.REAL, Part.AVAILABLE, -1, TransferType.PAYMENT, now.changedAt());
        ChainCheck check = new ChainCheck(now.after(tooMuch));
        entries(anna).forEach(entry -> assertThat(check.next(entry)).isNull());

        LedgerVerifier.Flaw flaw = Objects.requireNonNull(check.next(tooMuch));
        assertThat(flaw.kind()).isEqualTo(LedgerVerifier.Kind.BOUND_PASSED);
        assertThat(flaw.where()).contains(anna.id(), "seq 3");
        Entry raised = Entry.ofCreditLimit(now, "t", eur(7), now.changedAt());
        ChainCheck other = new ChainCheck(withCreditOf(now.after(raised), now));
        entries(anna).forEach(entry -> assertThat(other.next(entry)).isNull());
        assertThat(Objects.requireNonNull(other.end()).where()).contains("credit limit");
    }

    /** A wallet whose limit is not what its book says. */
    private static Wallet withCreditOf(Wallet other, Wallet wallet) {
        return new Wallet(
                wallet.id(),
                wallet.tenantId(),
                wallet.owner(),
                wallet.currency(),
                wallet.category(),
                wallet.status(),
                wallet.allowNegative(),
                wallet.pockets(),
                other.credit(),
                wallet.version(),
                wallet.seq(),
                wallet.lastHash(),
                wallet.openedAt(),
                wallet.changedAt());
    }

    private List<Entry> entries(Wallet wallet) {
        return state.transfers.values().stream()
                .flatMap(transfer -> transfer.entries().stream())
                .filter(entry -> entry.walletId().equals(wallet.id()))
                .sorted(Comparator.comparingLong(Entry::seq))
                .toList();
    }

    /** What is wrong with the wallet's book. */
    private List<LedgerVerifier.Flaw> chain(Wallet wallet) {
        ChainCheck check = new ChainCheck(state.now(wallet));
        List<LedgerVerifier.Flaw> flaws = new ArrayList<>();
        for (Entry entry : entries(wallet)) {
            LedgerVerifier.Flaw flaw = check.next(entry);
            if (flaw != null) {
                flaws.add(flaw);
            }
        }
        LedgerVerifier.Flaw end = check.end();
        if (end != null) {
            flaws.add(end);
        }
        return flaws;
    }

    private HoldFunds hold(long cents) {
        return new HoldFunds(
                TENANT,
                newKey(),
                anna.id(),
                WalletRef.id(ben.id()),
                Pocket.REAL,
                TransferType.PAYMENT,
                eur(cents),
                eur(0),
                Hold.NEVER,
                null);
    }

    private Decision limit(Wallet wallet, Money limit) {
        return state.decide(new SetCreditLimit(TENANT, newKey(), wallet.id(), limit, "fina", "Good customer"));
    }

    private static Transfer booked(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Booking.class);
        return Objects.requireNonNull(((Decision.Booking) decision).transfer());
    }

    private static LedgerRefusal refused(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refusal.class);
        return ((Decision.Refusal) decision).code();
    }
}
