package dev.coffer.payment.ledger;

import static dev.coffer.payment.ledger.LedgerFixtures.EUR;
import static dev.coffer.payment.ledger.LedgerFixtures.TENANT;
import static dev.coffer.payment.ledger.LedgerFixtures.USD;
import static dev.coffer.payment.ledger.LedgerFixtures.deposit;
import static dev.coffer.payment.ledger.LedgerFixtures.eur;
import static dev.coffer.payment.ledger.LedgerFixtures.newKey;
import static dev.coffer.payment.ledger.LedgerFixtures.payment;
import static dev.coffer.payment.ledger.LedgerFixtures.paymentWithFee;
import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Money;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class ReversalTest {

    private final MapState state = new MapState();
    private final Wallet anna = state.open("anna", EUR);
    private final Wallet ben = state.open("ben", EUR);

    @BeforeEach
    void money() {
        state.decide(deposit(anna, eur(100)));
    }

    @Test
    void the_whole_comes_back_with_its_fee() {
        Transfer original = booked(paymentWithFee(anna, ben, eur(60), eur(5)));

        Transfer reversal = booked(reverse(original, null));

        assertThat(reversal.type()).isEqualTo(TransferType.REVERSAL);
        assertThat(reversal.links().reverses()).isEqualTo(original.id());
        assertThat(reversal.amount()).isEqualTo(eur(60));
        assertThat(reversal.metadata()).containsEntry("by", "ada");
        assertThat(state.available(anna)).isEqualTo(100);
        assertThat(state.available(ben)).isZero();
    }

    @Test
    void a_part_comes_back_without_the_fee() {
        Transfer original = booked(paymentWithFee(anna, ben, eur(60), eur(5)));

        booked(reverse(original, eur(20)));

        assertThat(state.available(anna)).isEqualTo(55);
        assertThat(state.available(ben)).isEqualTo(40);
    }

    @Test
    void nothing_comes_back_twice_or_beyond_the_original() {
        Transfer original = booked(payment(anna, ben, eur(60)));

        assertThat(refusal(reverse(original, eur(61)))).isEqualTo(LedgerRefusal.REVERSAL_EXCEEDS_TRANSFER);
        assertThat(refusal(reverse(original, eur(0)))).isEqualTo(LedgerRefusal.AMOUNT_NOT_POSITIVE);
        assertThat(refusal(reverse(original, new Money(1, USD)))).isEqualTo(LedgerRefusal.CURRENCY_MISMATCH);
        booked(reverse(original, eur(1)));
        assertThat(refusal(reverse(original, eur(1)))).isEqualTo(LedgerRefusal.ALREADY_REVERSED);
        assertThat(state.available(anna)).isEqualTo(41);
    }

    @Test
    void who_has_spent_the_money_keeps_nothing_to_take_back() {
        Transfer original = booked(payment(anna, ben, eur(60)));
        booked(payment(ben, state.open("cleo", EUR), eur(1)));

        assertThat(refusal(reverse(original, null))).isEqualTo(LedgerRefusal.INSUFFICIENT_FUNDS);
    }

    @Test
    void a_reversal_a_hold_and_a_change_of_status_are_not_taken_back() {
        Transfer original = booked(payment(anna, ben, eur(60)));
        Transfer reversal = booked(reverse(original, null));
        Transfer freeze = booked(new FreezeWallet(TENANT, ben.id(), true, "ada", null));

        assertThat(refusal(reverse(reversal, null))).isEqualTo(LedgerRefusal.NOT_REVERSIBLE);
        assertThat(refusal(reverse(freeze, null))).isEqualTo(LedgerRefusal.NOT_REVERSIBLE);
    }

    @Test
    void a_captured_hold_comes_back_as_money_that_can_be_used() {
        Transfer held = booked(new HoldFunds(
                TENANT,
                newKey(),
                anna.id(),
                WalletRef.id(ben.id()),
                Pocket.REAL,
                TransferType.PAYMENT,
                eur(60),
                eur(6),
                MapState.NOW.plusSeconds(60),
                null));
        Transfer captured = booked(new CaptureHold(TENANT, newKey(), held.id(), eur(30), true));

        booked(reverse(captured, null));

        assertThat(state.now(anna).pockets().real()).isEqualTo(new Pockets.Balance(100, 0));
        assertThat(state.available(ben)).isZero();
    }

    @Test
    void a_transfer_of_another_tenant_is_not_there() {
        Transfer original = booked(payment(anna, ben, eur(60)));

        assertThat(refusal(new ReverseTransfer("other", newKey(), original.id(), null, null, "ada")))
                .isEqualTo(LedgerRefusal.TRANSFER_NOT_FOUND);
        assertThat(refusal(new ReverseTransfer(TENANT, newKey(), "nonsense", null, null, "ada")))
                .isEqualTo(LedgerRefusal.TRANSFER_NOT_FOUND);
    }

    private static ReverseTransfer reverse(Transfer original, @Nullable Money amount) {
        return new ReverseTransfer(TENANT, newKey(), original.id(), amount, "by mistake", "ada");
    }

    private Transfer booked(Command command) {
        Decision decision = state.decide(command);
        assertThat(decision).isInstanceOf(Decision.Booking.class);
        return Objects.requireNonNull(((Decision.Booking) decision).transfer());
    }

    private LedgerRefusal refusal(Command command) {
        Decision decision = state.decide(command);
        assertThat(decision).isInstanceOf(Decision.Refusal.class);
        return ((Decision.Refusal) decision).code();
    }
}
