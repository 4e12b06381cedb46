package dev.coffer.payment.usage;

/** What a limit is about: an operation, over a period. */
public record LimitScope(LimitedOperation operation, LimitPeriod period) {

    public LimitScope {
        if (operation == LimitedOperation.LOSS && period == LimitPeriod.OPERATION) {
            throw new IllegalArgumentException("What is lost adds up over a day or a month, not over one operation");
        }
    }
}
