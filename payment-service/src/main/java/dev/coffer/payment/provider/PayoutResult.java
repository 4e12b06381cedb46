package dev.coffer.payment.provider;

/** What became of a {@link Payout}. */
public sealed interface PayoutResult {

    /** The money is out. @param reference the provider's own id of it */
    record Paid(String reference) implements PayoutResult {}

    /** The provider has it and will pay, or say that it could not. @param reference the provider's own id of it */
    record Accepted(String reference) implements PayoutResult {}

    /** Nothing was paid, and nothing will be under this key. */
    record Refused(PayoutRefusal code) implements PayoutResult {}

    /** It may or may not have been paid; the same payout again will tell. @param why for operators, without personal data */
    record Unknown(String why) implements PayoutResult {}
}
