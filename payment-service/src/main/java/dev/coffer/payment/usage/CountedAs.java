package dev.coffer.payment.usage;

/** As what something counts towards the limits. */
public enum CountedAs {
    DEPOSIT,
    WITHDRAWAL,
    /** A stake: counts as BET and as LOSS. */
    BET,
    /** What a bet brings in: makes LOSS less. Never refused. */
    WIN,
    /** A gift of the house: counts towards nothing, and whoever has excluded themselves gets none. */
    BONUS;

    /** 1 where it adds to the counter of {@code operation}, -1 where it takes from it, 0 where it has nothing to do with it. */
    int effectOn(LimitedOperation operation) {
        return switch (this) {
            case DEPOSIT -> operation == LimitedOperation.DEPOSIT ? 1 : 0;
            case WITHDRAWAL -> operation == LimitedOperation.WITHDRAWAL ? 1 : 0;
            case BET -> operation == LimitedOperation.BET || operation == LimitedOperation.LOSS ? 1 : 0;
            case WIN -> operation == LimitedOperation.LOSS ? -1 : 0;
            case BONUS -> 0;
        };
    }

    /** Whether it may be refused for want of room. */
    boolean isLimited() {
        return this != WIN && this != BONUS;
    }

    /** Whether somebody who is excluded may not do it. Their money they can always have. */
    boolean isGaming() {
        return this == DEPOSIT || this == BET || this == BONUS;
    }
}
