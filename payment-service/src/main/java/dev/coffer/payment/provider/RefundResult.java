package dev.coffer.payment.provider;

/** What became of a {@link Refund}. */
public enum RefundResult {
    /** The payer has the money back, or will without further doing. */
    REFUNDED,
    /** It may or may not have been given back; the same refund again will tell. */
    UNKNOWN
}
