package dev.coffer.payment.fee;

/** What a fee is taken for. */
public enum FeeType {
    /** Out of the money that comes in: the wallet is credited with the rest. */
    DEPOSIT,
    /** On top of what is paid: the payee gets the whole amount. */
    PAYMENT,
    /** On top of what is paid out: the destination gets the whole amount. */
    WITHDRAWAL
}
