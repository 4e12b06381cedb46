package dev.coffer.payment.deposit;

/**
 * Something that goes wrong once.
 *
 * @param isAfter whether the step was carried out and only its answer is lost
 * @param dies whether the process ends there: until somebody takes the deposit up again, nothing more of it is done
 */
record Fault(Step step, boolean isAfter, boolean dies) {

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
}
