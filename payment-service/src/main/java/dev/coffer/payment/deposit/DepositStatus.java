package dev.coffer.payment.deposit;

/** The GraphQL enum {@code DepositStatus}, and REFUSED, which is answered as a refusal. */
enum DepositStatus {
    PENDING,
    COMPLETED,
    DECLINED,
    REFUSED;

    static DepositStatus of(DepositState state) {
        return switch (state) {
            case DepositState.Pending pending -> PENDING;
            case DepositState.Completed completed -> COMPLETED;
            case DepositState.Declined declined -> DECLINED;
            case DepositState.Refused refused -> REFUSED;
        };
    }
}
