package dev.coffer.payment.provider;

/**
 * Takes money from outside, gives it back, and sends money out. Every call carries an idempotency key: the same key again is the same
 * operation, and is answered as it turned out. A provider that is away or slow is an answer, {@code Unknown}, not an
 * exception: nobody may conclude from it that nothing happened.
 */
public interface PaymentProvider {

    /** Short and stable, as stored with each deposit: "simulator". */
    String name();

    /** Takes the money, at once and as a whole. */
    ChargeResult charge(Charge charge);

    /** Gives back all of a charge that was captured. */
    RefundResult refund(Refund refund);

    /** Sends money to a destination of the user's; by this answer, or later by what a further call or a webhook says. */
    PayoutResult payout(Payout payout);

    /** Says whether a webhook is the provider's, and what it tells. */
    WebhookReading read(ProviderWebhook webhook);
}
