package dev.coffer.payment.intent;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a payment intent stands. */
sealed interface IntentState {

    /** There is something to do, by whoever takes the intent up. */
    sealed interface Underway extends IntentState {}

    /** The money is to be set aside. */
    record Requested() implements Underway {}

    /** The ledger set nothing aside. @param message for the client @param retryAfterSeconds null when time changes nothing */
    record Declined(String code, String message, @Nullable Integer retryAfterSeconds, Instant at)
            implements IntentState {}

    /** The money is set aside; the seller or the time decides. */
    record Held(String holdId) implements IntentState {}

    /** What is set aside is to be captured. @param by who sells; null where it was asked for with the intent */
    record Capturing(String holdId, @Nullable String by) implements Underway {}

    /**
     * Paid.
     *
     * @param refundsTried how many refunds the ledger refused
     * @param refusal of the last of them; null where none was
     */
    record Approved(Paid paid, int refundsTried, @Nullable NotPaid refusal) implements IntentState {}

    /** What is set aside is to be given back. */
    record Releasing(String holdId, NotPaid why) implements Underway {}

    /** What was set aside is back. */
    record Released(String holdId, NotPaid why, Instant at) implements IntentState {}

    /** What was paid is to be given back. @param attempt counts from 1: what the ledger refused once it refuses for ever */
    record Refunding(Paid paid, Decision decision, int attempt) implements Underway {}

    /** What was paid is back. */
    record Refunded(Paid paid, Decision decision, String refundId, Instant at) implements IntentState {}

    /** That it was paid. @param by who captured it; null where it was asked for with the intent */
    record Paid(String holdId, String transferId, @Nullable String by, Instant at) {}

    /** Somebody's decision, and why. */
    record Decision(String by, String reason, Instant at) {}

    /**
     * Why it was not paid, or not given back.
     *
     * @param isCancelled by the payer or the seller
     * @param code of the errors reference
     * @param message for the client
     */
    record NotPaid(boolean isCancelled, String code, String message) {}
}
