package dev.coffer.payment.ledger;

/**
 * Changes what holds for one user. Decided in order with bookings: whatever counts and is booked after the answer was decided
 * under it. What is so already is answered as it is, so that a repeat needs no key; a refusal is not remembered.
 */
public sealed interface UsageCommand extends Command permits SetLimit, Exclude, TellTier {

    String userId();
}
