package dev.coffer.payment.monitor;

/** The GraphQL enum of this name: on which side of the threshold a balance is to be told of. */
enum BalanceCondition {
    BELOW,
    ABOVE;

    /** Strictly: at the threshold neither is met. */
    boolean isMet(long balance, long threshold) {
        return switch (this) {
            case BELOW -> balance < threshold;
            case ABOVE -> balance > threshold;
        };
    }
}
