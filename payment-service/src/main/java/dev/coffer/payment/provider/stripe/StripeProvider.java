package dev.coffer.payment.provider.stripe;

import com.stripe.param.RefundCreateParams;
import dev.coffer.payment.provider.Charge;
import dev.coffer.payment.provider.ChargeResult;
import dev.coffer.payment.provider.PaymentProvider;
import dev.coffer.payment.provider.Payout;
import dev.coffer.payment.provider.PayoutResult;
import dev.coffer.payment.provider.ProviderWebhook;
import dev.coffer.payment.provider.Refund;
import dev.coffer.payment.provider.RefundResult;
import dev.coffer.payment.provider.WebhookReading;
import dev.coffer.payment.provider.stripe.StripeCalls.Answer;
import java.time.Clock;
import java.util.Objects;

/** Stripe, as one account of ours. */
final class StripeProvider implements PaymentProvider {

    static final String NAME = "stripe";

    private final StripeCalls calls;
    private final StripeCharges charges;
    private final StripePayouts payouts;
    private final StripeWebhooks webhooks;

    StripeProvider(StripeSettings settings, Clock clock) {
        this.calls = new StripeCalls(settings);
        StripeAge age = new StripeAge(clock);
        StripeBooks books = new StripeBooks(calls);
        this.charges = new StripeCharges(calls, new StripeChargeBooks(calls, books), age);
        this.payouts = new StripePayouts(calls, books, new StripeTransfers(), age);
        this.webhooks = new StripeWebhooks(settings, clock);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ChargeResult charge(Charge charge) {
        return charges.charge(charge);
    }

    /** Needs no memory of keys: what is given back as a whole cannot be given back again. */
    @Override
    public RefundResult refund(Refund refund) {
        RefundCreateParams wanted = RefundCreateParams.builder()
                .setPaymentIntent(refund.reference())
                .build();
        Answer<com.stripe.model.Refund> answer =
                calls.ask(refund.key(), stripe -> stripe.refunds().create(wanted, StripeCalls.under(refund.key())));
        return switch (answer) {
            case Answer.Given<com.stripe.model.Refund>(com.stripe.model.Refund made) -> result(made);
            case Answer.Invalid<com.stripe.model.Refund>(String code, String parameter) ->
                code.equals("charge_already_refunded") ? RefundResult.REFUNDED : RefundResult.UNKNOWN;
            case Answer.CardDeclined<com.stripe.model.Refund> declined -> RefundResult.UNKNOWN;
            case Answer.Unclear<com.stripe.model.Refund> unclear -> RefundResult.UNKNOWN;
        };
    }

    private static RefundResult result(com.stripe.model.Refund made) {
        return switch (Objects.requireNonNullElse(made.getStatus(), "")) {
            case "succeeded", "pending" -> RefundResult.REFUNDED;
            default -> RefundResult.UNKNOWN;
        };
    }

    @Override
    public PayoutResult payout(Payout payout) {
        return payouts.payout(payout);
    }

    @Override
    public WebhookReading read(ProviderWebhook webhook) {
        return webhooks.read(webhook);
    }
}
