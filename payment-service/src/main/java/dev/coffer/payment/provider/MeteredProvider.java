package dev.coffer.payment.provider;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;

/** For each adapter to be wrapped in. Times a provider's answers: {@code coffer.payment.provider} by provider, operation and outcome. */
public final class MeteredProvider implements PaymentProvider {

    private final PaymentProvider origin;
    private final MeterRegistry meters;

    public MeteredProvider(PaymentProvider origin, MeterRegistry meters) {
        this.origin = origin;
        this.meters = meters;
    }

    @Override
    public String name() {
        return origin.name();
    }

    @Override
    public ChargeResult charge(Charge charge) {
        Timer.Sample sample = Timer.start(meters);
        ChargeResult result = origin.charge(charge);
        stop(
                sample,
                "charge",
                switch (result) {
                    case ChargeResult.Captured captured -> "captured";
                    case ChargeResult.Accepted accepted -> "accepted";
                    case ChargeResult.Declined declined -> "declined";
                    case ChargeResult.Unknown unknown -> "unknown";
                });
        return result;
    }

    @Override
    public RefundResult refund(Refund refund) {
        Timer.Sample sample = Timer.start(meters);
        RefundResult result = origin.refund(refund);
        stop(
                sample,
                "refund",
                switch (result) {
                    case REFUNDED -> "refunded";
                    case UNKNOWN -> "unknown";
                });
        return result;
    }

    @Override
    public PayoutResult payout(Payout payout) {
        Timer.Sample sample = Timer.start(meters);
        PayoutResult result = origin.payout(payout);
        stop(
                sample,
                "payout",
                switch (result) {
                    case PayoutResult.Paid paid -> "paid";
                    case PayoutResult.Accepted accepted -> "accepted";
                    case PayoutResult.Refused refused -> "refused";
                    case PayoutResult.Unknown unknown -> "unknown";
                });
        return result;
    }

    @Override
    public WebhookReading read(ProviderWebhook webhook) {
        return origin.read(webhook);
    }

    private void stop(Timer.Sample sample, String operation, String outcome) {
        sample.stop(meters.timer(
                "coffer.payment.provider", "provider", name(), "operation", operation, "outcome", outcome));
    }
}
