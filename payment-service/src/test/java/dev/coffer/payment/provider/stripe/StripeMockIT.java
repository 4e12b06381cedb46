package dev.coffer.payment.provider.stripe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.coffer.core.money.Currency;
import dev.coffer.core.money.Money;
import dev.coffer.payment.provider.Charge;
import dev.coffer.payment.provider.ChargeResult;
import dev.coffer.payment.provider.DeclineCode;
import dev.coffer.payment.provider.Destination;
import dev.coffer.payment.provider.PaymentMethod;
import dev.coffer.payment.provider.Payout;
import dev.coffer.payment.provider.PayoutRefusal;
import dev.coffer.payment.provider.PayoutResult;
import dev.coffer.payment.provider.Refund;
import dev.coffer.payment.provider.RefundResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Every request that we send is one that Stripe's API has. stripe-mock refuses what its description does not know, and answers
 * everything else from examples, which are not ours: that is how a request that was understood shows here.
 */
class StripeMockIT {

    private static final Money TEN_EUROS = new Money(1_000, new Currency("EUR", 2, Currency.Kind.FIAT));
    private static final String NOT_OURS = "Stripe has something else under this key.";

    private static @Nullable StripeMock mock;

    private final MovedClock clock = new MovedClock();

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        mock = StripeMock.start();
    }

    @AfterAll
    static void stop() {
        if (mock != null) {
            mock.close();
        }
    }

    private StripeProvider stripe() {
        StripeMock running = Objects.requireNonNull(mock);
        return new StripeProvider(
                new StripeSettings(
                        "sk_test_123",
                        StripeWebhooksTest.SECRET,
                        running.address(),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(10),
                        0),
                clock);
    }

    private static Charge charge(@Nullable String reference) {
        return new Charge(
                "deposit/1", "main", "ann", TEN_EUROS, new PaymentMethod("pm_card_visa"), MovedClock.START, reference);
    }

    private static Payout payout(String destination, @Nullable String reference) {
        return new Payout(
                "withdrawal/1", "main", "ann", TEN_EUROS, new Destination(destination), MovedClock.START, reference);
    }

    @Test
    void charges_are_made_and_read_by_requests_that_stripe_knows() {
        assertThat(stripe().charge(charge(null))).isEqualTo(new ChargeResult.Unknown(NOT_OURS));
        assertThat(stripe().charge(charge("pi_1"))).isEqualTo(new ChargeResult.Unknown(NOT_OURS));
    }

    @Test
    void charges_are_looked_up_by_requests_that_stripe_knows() {
        clock.move(Duration.ofHours(26));
        assertThat(stripe().charge(charge(null))).isEqualTo(new ChargeResult.Declined(DeclineCode.PAYMENT_NOT_MADE));
    }

    @Test
    void refunds_are_made_by_requests_that_stripe_knows() {
        assertThat(stripe().refund(new Refund("deposit/1/refund", "pi_1"))).isEqualTo(RefundResult.REFUNDED);
    }

    @Test
    void payouts_and_transfers_are_made_and_read_by_requests_that_stripe_knows() {
        assertThat(stripe().payout(payout("ba_1", null))).isEqualTo(new PayoutResult.Unknown(NOT_OURS));
        assertThat(stripe().payout(payout("ba_1", "po_1"))).isEqualTo(new PayoutResult.Unknown(NOT_OURS));
        assertThat(stripe().payout(payout("acct_1", null))).isEqualTo(new PayoutResult.Unknown(NOT_OURS));
        assertThat(stripe().payout(payout("acct_1", "tr_1"))).isEqualTo(new PayoutResult.Unknown(NOT_OURS));
    }

    @Test
    void payouts_and_transfers_are_looked_up_by_requests_that_stripe_knows() {
        clock.move(Duration.ofHours(26));
        PayoutResult never = new PayoutResult.Refused(PayoutRefusal.PAYOUT_NOT_MADE);
        assertThat(stripe().payout(payout("ba_1", null))).isEqualTo(never);
        assertThat(stripe().payout(payout("acct_1", null))).isEqualTo(never);
    }
}
