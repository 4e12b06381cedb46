package dev.coffer.payment.intent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is told of payment intents, keyed by the intent. The ledger tells by itself what it does to the wallet, keyed by the wallet.
 * Amounts are decimals, "12.50"; times are RFC 3339.
 */
final class IntentEvents {

    private IntentEvents() {}

    /** {@code payment.intent.held}: the money is set aside, and whoever sells can capture it. */
    record IntentHeld(
            String intentId,
            String orderReference,
            String userId,
            String walletId,
            String holdId,
            String amount,
            String currency,
            String expiresAt) {}

    /** {@code payment.intent.approved}: paid. @param by who captured it; null where it was asked for with the intent */
    record IntentApproved(
            String intentId,
            String orderReference,
            String userId,
            String walletId,
            String transferId,
            String amount,
            String currency,
            @Nullable String by,
            String at) {}

    /** {@code payment.intent.declined}: nothing was set aside. @param code of the errors reference */
    record IntentDeclined(
            String intentId,
            String orderReference,
            String userId,
            String walletId,
            String amount,
            String currency,
            String code,
            String at) {}

    /** {@code payment.intent.failed}: not captured, in time or at all; the money is back. @param code of the errors reference */
    record IntentFailed(
            String intentId,
            String orderReference,
            String userId,
            String walletId,
            String amount,
            String currency,
            String code,
            String at) {}

    /** {@code payment.intent.cancelled}: taken back before it was captured; the money is back. */
    record IntentCancelled(
            String intentId,
            String orderReference,
            String userId,
            String walletId,
            String amount,
            String currency,
            String at) {}

    /** {@code payment.intent.refunded}: what was paid is back. @param by who decided @param reason what they wrote */
    record IntentRefunded(
            String intentId,
            String orderReference,
            String userId,
            String walletId,
            String transferId,
            String amount,
            String currency,
            String by,
            String reason,
            String at) {}

    static IntentHeld held(PaymentIntent of, String holdId) {
        return new IntentHeld(
                of.id(),
                of.orderReference(),
                of.userId(),
                of.walletId(),
                holdId,
                amount(of),
                currency(of),
                of.expiresAt().toString());
    }

    static IntentApproved approved(PaymentIntent of, IntentState.Paid paid) {
        return new IntentApproved(
                of.id(),
                of.orderReference(),
                of.userId(),
                of.walletId(),
                paid.transferId(),
                amount(of),
                currency(of),
                paid.by(),
                paid.at().toString());
    }

    static IntentDeclined declined(PaymentIntent of, String code, Instant at) {
        return new IntentDeclined(
                of.id(),
                of.orderReference(),
                of.userId(),
                of.walletId(),
                amount(of),
                currency(of),
                code,
                at.toString());
    }

    static Object released(PaymentIntent of, IntentState.NotPaid why, Instant at) {
        return why.isCancelled()
                ? new IntentCancelled(
                        of.id(),
                        of.orderReference(),
                        of.userId(),
                        of.walletId(),
                        amount(of),
                        currency(of),
                        at.toString())
                : new IntentFailed(
                        of.id(),
                        of.orderReference(),
                        of.userId(),
                        of.walletId(),
                        amount(of),
                        currency(of),
                        why.code(),
                        at.toString());
    }

    static IntentRefunded refunded(PaymentIntent of, IntentState.Decision decision, String transferId, Instant at) {
        return new IntentRefunded(
                of.id(),
                of.orderReference(),
                of.userId(),
                of.walletId(),
                transferId,
                amount(of),
                currency(of),
                decision.by(),
                decision.reason(),
                at.toString());
    }

    private static String amount(PaymentIntent of) {
        return of.amount().toDecimal();
    }

    private static String currency(PaymentIntent of) {
        return of.amount().currency().code();
    }
}
