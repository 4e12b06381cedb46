package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.leg;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static dev.coffer.payment.ledger.LedgerFixtures.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.coffer.payment.ledger.Pockets.Balance;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class ClosingTest {

    private final MapState state = new MapState();
    private final Wallet anna = state.open("anna", EUR);
    private final Wallet ben = state.open("ben", EUR);

    @Test
    void closing_an_empty_wallet_is_a_booking_of_nothing_with_one_entry_in_its_book() {
        Transfer closure = booked(close(anna));

        assertThat(state.now(anna).status()).isEqualTo(Wallet.Status.CLOSED);
        assertThat(state.now(anna).seq()).isEqualTo(1);
        assertThat(state.now(anna).version()).isEqualTo(1);
        assertThat(closure.entries()).hasSize(1);
        assertThat(closure.amount()).isEqualTo(eur(0));
        assertThat(closure.from()).isEqualTo(closure.to());
        Entry entry = closure.entries().getFirst();
        assertThat(entry.kind()).isEqualTo(TransferType.CLOSURE);
        assertThat(entry.expectedHash(anna.seed())).isEqualTo(state.now(anna).lastHash());
        ChainCheck check = new ChainCheck(state.now(anna));
        assertThat(check.next(entry)).isNull();
        assertThat(check.end()).isNull();
    }

    @Test
    void a_wallet_that_was_emptied_is_closed_and_its_chain_goes_on() {
        state.decide(deposit(anna, eur(5)));
        state.decide(payment(anna, ben, eur(5)));

        Transfer closure = booked(close(anna));

        assertThat(closure.entries().getFirst().seq()).isEqualTo(3);
        assertThat(closure.parties().getFirst().version()).isEqualTo(3);
    }

    @Test
    void closing_a_closed_wallet_answers_it_and_books_nothing() {
        close(anna);
        Wallet closed = state.now(anna);

        assertThat(close(anna)).isEqualTo(Decision.Booking.ofNothing(closed));
    }

    @Test
    void a_wallet_with_the_smallest_amount_in_any_pocket_stays_open() {
        for (Pocket pocket : Pocket.values()) {
            Wallet wallet = state.open("owner of " + pocket, EUR);
            state.put(with(wallet, Wallet.Status.OPEN, Pockets.EMPTY.with(pocket, Part.AVAILABLE, 1)));

            assertThat(refused(close(wallet))).isEqualTo(LedgerRefusal.WALLET_NOT_EMPTY);
            assertThat(state.now(wallet).status()).isEqualTo(Wallet.Status.OPEN);
        }
    }

    @Test
    void a_wallet_in_which_something_is_set_aside_stays_open() {
        Balance held = new Balance(0, 1);
        for (Pockets pockets : List.of(
                new Pockets(held, Balance.ZERO, Balance.ZERO),
                new Pockets(Balance.ZERO, held, Balance.ZERO),
                new Pockets(Balance.ZERO, Balance.ZERO, held))) {
            state.put(with(anna, Wallet.Status.OPEN, pockets));

            assertThat(refused(close(anna))).isEqualTo(LedgerRefusal.WALLET_NOT_EMPTY);
        }
    }

    @Test
    void a_closed_wallet_neither_pays_nor_is_paid_nor_is_passed_through() {
        state.decide(deposit(ben, eur(10)));
        close(anna);

        assertThat(refused(state.decide(deposit(anna, eur(1))))).isEqualTo(LedgerRefusal.WALLET_CLOSED);
        assertThat(refused(state.decide(payment(ben, anna, eur(1))))).isEqualTo(LedgerRefusal.WALLET_CLOSED);
        assertThat(refused(state.decide(payment(anna, ben, eur(1))))).isEqualTo(LedgerRefusal.WALLET_CLOSED);
        assertThat(refused(state.decide(post(
                        newKey(),
                        TransferType.PAYMENT,
                        leg(WalletRef.id(ben.id()), WalletRef.id(anna.id()), eur(1), TransferType.PAYMENT),
                        leg(WalletRef.id(anna.id()), WalletRef.id(ben.id()), eur(1), TransferType.PAYMENT)))))
                .isEqualTo(LedgerRefusal.WALLET_CLOSED);
    }

    @Test
    void opening_a_closed_wallet_answers_it_closed_and_opens_no_other() {
        close(anna);
        Wallet closed = state.now(anna);

        Decision decision = state.decide(OpenWallet.main(TENANT, "anna", EUR));

        assertThat(decision).isEqualTo(Decision.Booking.ofNothing(closed));
    }

    @Test
    void a_frozen_wallet_is_not_closed_around_its_freezing() {
        state.put(with(anna, Wallet.Status.FROZEN, Pockets.EMPTY));

        assertThat(refused(close(anna))).isEqualTo(LedgerRefusal.WALLET_FROZEN);
    }

    @Test
    void a_house_account_is_never_closed_also_when_it_is_empty() {
        state.decide(OpenWallet.house(TENANT, HouseAccount.WORLD, EUR));
        Wallet world = Objects.requireNonNull(state.wallet(OpenWallet.house(TENANT, HouseAccount.WORLD, EUR)));

        assertThat(refused(close(world))).isEqualTo(LedgerRefusal.HOUSE_ACCOUNT_STAYS);
    }

    @Test
    void a_wallet_of_another_tenant_and_no_wallet_at_all_look_alike() {
        assertThat(refused(state.decide(new CloseWallet("other", anna.id()))))
                .isEqualTo(LedgerRefusal.WALLET_NOT_FOUND);
        assertThat(refused(state.decide(new CloseWallet(TENANT, "nobody")))).isEqualTo(LedgerRefusal.WALLET_NOT_FOUND);
        assertThat(state.now(anna).status()).isEqualTo(Wallet.Status.OPEN);
    }

    @Test
    void a_clock_that_went_back_does_not_take_the_wallets_time_back() {
        state.decide(deposit(anna, eur(1)), MapState.NOW.plus(Duration.ofHours(1)));
        state.decide(payment(anna, ben, eur(1)), MapState.NOW.plus(Duration.ofHours(1)));

        assertThat(booked(close(anna)).at()).isEqualTo(Instant.parse("2026-03-11T11:15:30.123Z"));
    }

    @Test
    void a_post_cannot_be_a_closure() {
        Post.Leg leg = leg(WalletRef.id(anna.id()), WalletRef.id(ben.id()), eur(1), TransferType.CLOSURE);

        assertThatIllegalArgumentException().isThrownBy(() -> post(newKey(), TransferType.PAYMENT, leg));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Post(
                        TENANT,
                        newKey(),
                        TransferType.CLOSURE,
                        deposit(anna, eur(1)).legs(),
                        null,
                        Map.of()));
    }

    private Decision close(Wallet wallet) {
        return state.decide(new CloseWallet(TENANT, wallet.id()));
    }

    private static Transfer booked(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Booking.class);
        return Objects.requireNonNull(((Decision.Booking) decision).transfer());
    }

    private static LedgerRefusal refused(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refusal.class);
        return ((Decision.Refusal) decision).code();
    }

    private static Wallet with(Wallet wallet, Wallet.Status status, Pockets pockets) {
        return new Wallet(
                wallet.id(),
                wallet.tenantId(),
                wallet.owner(),
                wallet.currency(),
                wallet.category(),
                status,
                wallet.allowNegative(),
                pockets,
                wallet.credit(),
                wallet.version(),
                wallet.seq(),
                wallet.lastHash(),
                wallet.openedAt(),
                wallet.changedAt());
    }
}
