package dev.coffer.payment.intent;

import dev.coffer.core.errors.RefusalCode;

/** Why a payment intent is not made or not changed, besides what the ledger says. */
enum IntentRefusal implements RefusalCode {
    ORDER_REFERENCE_USED(
            "The order is being paid, or was, by another payment of yours with another content; look at that one."),
    PAYMENT_NOT_PENDING("The payment waits for nobody, or not any more: it was captured, cancelled, or is over."),
    PAYMENT_NOT_REFUNDABLE("Only a payment that was approved is refunded, and once."),
    PAYMENT_CANCELLED("Whoever pays or whoever sells took the payment back before it was captured."),
    PAYMENT_EXPIRED("Nobody captured the payment in time; what was set aside is back."),
    PAYER_CANNOT_DECIDE("Whoever pays neither captures nor refunds the payment; that is the seller's to decide.");

    private final String meaning;

    IntentRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
