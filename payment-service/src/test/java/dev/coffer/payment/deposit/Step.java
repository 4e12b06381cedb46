package dev.coffer.payment.deposit;

/** Every write and every call of the provider on the way of a deposit. */
enum Step {
    INSERT,
    LEASE,
    CHARGE,
    POST,
    REFUND,
    SETTLE,
    POSTPONE
}
