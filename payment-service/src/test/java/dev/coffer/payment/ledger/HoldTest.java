package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.USD;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class HoldTest {

    private static final Instant EXPIRY = MapState.NOW.plus(Duration.ofHours(1));

    private final MapState state = new MapState();
    private final Wallet anna = state.open("anna", EUR);
    private final Wallet ben = state.open("ben", EUR);

    @Test
    void what_is_held_is_the_payers_and_cannot_be_spent() {
        state.decide(deposit(anna, eur(100)));

        hold(eur(60), eur(5));

        assertThat(pocket(anna)).isEqualTo(new Pockets.Balance(35, 65));
        assertThat(refusal(state.decide(payment(anna, ben, eur(36))))).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        assertThat(refusal(state.decide(new CloseWallet(TENANT, anna.id())))).isEqualTo(LedgerRefusal.WALLET_NOT_EMPTY);
    }

    @Test
    void more_than_is_available_cannot_be_held() {
        state.decide(deposit(anna, eur(100)));

        assertThat(refusal(state.decide(command(eur(96), eur(5))))).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
        assertThat(refusal(state.decide(command(eur(Long.MAX_VALUE), eur(5)))))
                .isEqualTo(LedgerRefusal.BALANCE_OVERFLOW);
        assertThat(refusal(state.decide(command(eur(0), eur(5))))).isEqualTo(LedgerRefusal.AMOUNT_NOT_POSITIVE);
        assertThat(pocket(anna)).isEqualTo(new Pockets.Balance(100, 0));
    }

    @Test
    void parts_are_captured_until_nothing_remains_and_the_fee_comes_out_to_the_last_cent() {
        state.decide(deposit(anna, eur(105)));
        Hold hold = hold(eur(100), eur(5));

        capture(hold, eur(33));
        capture(hold, eur(33));
        Hold after = capture(hold, null);

        assertThat(after.status()).isEqualTo(Hold.Status.CAPTURED);
        assertThat(after.feeCaptured()).isEqualTo(eur(5));
        assertThat(pocket(anna)).isEqualTo(Pockets.Balance.ZERO);
        assertThat(state.available(ben)).isEqualTo(100);
        assertThat(fees()).isEqualTo(5);
        assertThat(refusal(state.decide(captureOf(hold, eur(1), false)))).isEqualTo(LedgerRefusal.HOLD_ENDED);
    }

    @Test
    void a_last_capture_gives_the_rest_back_in_the_same_booking() {
        state.decide(deposit(anna, eur(105)));
        Hold hold = hold(eur(100), eur(5));

        Decision.Booking booking = booked(captureOf(hold, eur(40), true));

        assertThat(Objects.requireNonNull(booking.hold()).status()).isEqualTo(Hold.Status.CAPTURED);
        assertThat(pocket(anna)).isEqualTo(new Pockets.Balance(63, 0));
        assertThat(state.available(ben)).isEqualTo(40);
        assertThat(fees()).isEqualTo(2);
    }

    @Test
    void more_than_remains_cannot_be_captured() {
        state.decide(deposit(anna, eur(100)));
        Hold hold = hold(eur(60), eur(0));
        capture(hold, eur(20));

        assertThat(refusal(state.decide(captureOf(hold, eur(41), false)))).isEqualTo(LedgerRefusal.HOLD_EXCEEDED);
        assertThat(refusal(state.decide(captureOf(hold, eur(0), false)))).isEqualTo(LedgerRefusal.AMOUNT_NOT_POSITIVE);
        assertThat(refusal(state.decide(captureOf(hold, new Money(1, USD), false))))
                .isEqualTo(LedgerRefusal.CURRENCY_MISMATCH);
    }

    @Test
    void a_released_hold_is_over() {
        state.decide(deposit(anna, eur(100)));
        Hold hold = hold(eur(60), eur(3));
        capture(hold, eur(20));

        release(hold, Hold.Status.VOIDED);

        assertThat(pocket(anna)).isEqualTo(new Pockets.Balance(79, 0));
        assertThat(state.decide(captureOf(hold, eur(1), false)))
                .asInstanceOf(InstanceOfAssertFactories.type(Decision.Refusal.class))
                .satisfies(no -> assertThat(no.code()).isEqualTo(LedgerRefusal.HOLD_ENDED))
                .satisfies(no -> assertThat(no.message()).contains("is VOIDED"));
        assertThat(refusal(state.decide(releaseOf(hold, Hold.Status.EXPIRED)))).isEqualTo(LedgerRefusal.HOLD_ENDED);
    }

    @Test
    void nothing_is_captured_from_the_moment_of_expiry_on() {
        state.decide(deposit(anna, eur(100)));
        Hold hold = hold(eur(60), eur(0));

        assertThat(state.decide(captureOf(hold, eur(1), false), EXPIRY))
                .asInstanceOf(InstanceOfAssertFactories.type(Decision.Refusal.class))
                .satisfies(no -> assertThat(no.code()).isEqualTo(LedgerRefusal.HOLD_ENDED))
                .satisfies(no -> assertThat(no.message()).contains("expired at " + hold.expiresAt()));
        assertThat(state.decide(captureOf(hold, eur(1), false), EXPIRY.minusMillis(1)))
                .isInstanceOf(Decision.Booking.class);
    }

    /** The clock that a batch is decided by may be behind the one that said so. */
    @Test
    void the_wallets_of_a_hold_are_looked_for_also_when_its_time_is_over() {
        state.decide(deposit(anna, eur(100)));
        Hold hold = hold(eur(60), eur(0));
        CaptureHold late = captureOf(hold, null, false);

        Needs needs = Needs.of(
                List.of(new Pending.PendingPost(late, new CompletableFuture<>(), 0)),
                Map.of(),
                new LoadedSubjects(Map.of(hold.id(), hold), Map.of(), Set.of(), Map.of()),
                new WalletCache(10));

        assertThat(needs.walletIds()).containsExactlyInAnyOrder(anna.id(), ben.id());
    }

    @Test
    void a_frozen_payer_keeps_the_hold_and_may_get_it_back() {
        state.decide(deposit(anna, eur(100)));
        Hold hold = hold(eur(60), eur(0));
        state.decide(new FreezeWallet(TENANT, anna.id(), true, "ada", "looks odd"));

        assertThat(refusal(state.decide(captureOf(hold, eur(1), false)))).isEqualTo(LedgerRefusal.WALLET_FROZEN);
        release(hold, Hold.Status.EXPIRED);

        assertThat(pocket(anna)).isEqualTo(new Pockets.Balance(100, 0));
    }

    @Test
    void a_hold_of_another_tenant_is_not_there() {
        state.decide(deposit(anna, eur(100)));
        Hold hold = hold(eur(60), eur(0));

        assertThat(refusal(state.decide(new CaptureHold("other", newKey(), hold.id(), null, false))))
                .isEqualTo(LedgerRefusal.HOLD_NOT_FOUND);
        assertThat(refusal(state.decide(new ReleaseHold("other", newKey(), hold.id(), Hold.Status.VOIDED))))
                .isEqualTo(LedgerRefusal.HOLD_NOT_FOUND);
    }

    @Test
    void what_is_held_always_finds_its_way_back_into_a_full_wallet() {
        state.decide(deposit(anna, eur(100)));
        Hold hold = hold(eur(60), eur(0));
        state.decide(deposit(ben, eur(1_000)));

        assertThat(refusal(state.decide(deposit(anna, eur(Long.MAX_VALUE - 40)))))
                .isEqualTo(LedgerRefusal.BALANCE_OVERFLOW);
        release(hold, Hold.Status.VOIDED);

        assertThat(pocket(anna)).isEqualTo(new Pockets.Balance(100, 0));
    }

    private HoldFunds command(Money amount, Money fee) {
        return new HoldFunds(
                TENANT,
                newKey(),
                anna.id(),
                WalletRef.id(ben.id()),
                Pocket.REAL,
                TransferType.PAYMENT,
                amount,
                fee,
                EXPIRY,
                "deposit on a flat");
    }

    private Hold hold(Money amount, Money fee) {
        return Objects.requireNonNull(booked(command(amount, fee)).hold());
    }

    private static CaptureHold captureOf(Hold hold, @Nullable Money amount, boolean isLast) {
        return new CaptureHold(TENANT, newKey(), hold.id(), amount, isLast);
    }

    private Hold capture(Hold hold, @Nullable Money amount) {
        return Objects.requireNonNull(booked(captureOf(hold, amount, false)).hold());
    }

    private static ReleaseHold releaseOf(Hold hold, Hold.Status ending) {
        return new ReleaseHold(TENANT, newKey(), hold.id(), ending);
    }

    private void release(Hold hold, Hold.Status ending) {
        assertThat(Objects.requireNonNull(booked(releaseOf(hold, ending)).hold())
                        .status())
                .isEqualTo(ending);
    }

    private Decision.Booking booked(Command command) {
        Decision decision = state.decide(command);
        assertThat(decision).isInstanceOf(Decision.Booking.class);
        return (Decision.Booking) decision;
    }

    private static LedgerRefusal refusal(Decision decision) {
        assertThat(decision).isInstanceOf(Decision.Refusal.class);
        return ((Decision.Refusal) decision).code();
    }

    private Pockets.Balance pocket(Wallet wallet) {
        return state.now(wallet).pockets().real();
    }

    private long fees() {
        Wallet fees = state.wallet(OpenWallet.house(TENANT, HouseAccount.FEES, EUR));
        return fees == null ? 0 : fees.pockets().real().available();
    }
}
