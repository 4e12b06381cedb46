package dev.coffer.payment.intent;

/** The GraphQL enum {@code PaymentIntentStatus}. A decision counts from when it is made, though its booking may follow a moment later. */
enum IntentStatus {
    PROCESSING,
    APPROVED,
    DECLINED,
    FAILED,
    REFUNDED,
    CANCELLED;

    static IntentStatus of(IntentState state) {
        return switch (state) {
            case IntentState.Requested requested -> PROCESSING;
            case IntentState.Held held -> PROCESSING;
            case IntentState.Capturing capturing -> PROCESSING;
            case IntentState.Declined declined -> DECLINED;
            case IntentState.Approved approved -> APPROVED;
            case IntentState.Releasing releasing -> of(releasing.why());
            case IntentState.Released released -> of(released.why());
            // Until the ledger has booked it, a refund may still be refused.
            case IntentState.Refunding refunding -> APPROVED;
            case IntentState.Refunded refunded -> REFUNDED;
        };
    }

    private static IntentStatus of(IntentState.NotPaid why) {
        return why.isCancelled() ? CANCELLED : FAILED;
    }
}
