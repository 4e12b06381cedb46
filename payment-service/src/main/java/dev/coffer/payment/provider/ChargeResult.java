package dev.coffer.payment.provider;

import org.jspecify.annotations.Nullable;

/** What became of a {@link Charge}. */
public sealed interface ChargeResult {

    /** The money is taken. @param reference the provider's own id of it @param instrument what it was paid with; null where the provider does not say */
    record Captured(String reference, @Nullable Instrument instrument) implements ChargeResult {}

    /** The provider has it and will take the money, or say that it could not. @param reference the provider's own id of it */
    record Accepted(String reference) implements ChargeResult {}

    /** No money was taken, and none will be under this key. */
    record Declined(DeclineCode code) implements ChargeResult {}

    /** It may or may not have been taken; the same charge again will tell. @param why for operators */
    record Unknown(String why) implements ChargeResult {}
}
