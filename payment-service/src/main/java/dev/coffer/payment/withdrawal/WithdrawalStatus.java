package dev.coffer.payment.withdrawal;

/** The GraphQL enum {@code WithdrawalStatus}. A decision counts from when it is made, though its booking may follow a moment later. */
enum WithdrawalStatus {
    PENDING,
    REFUSED,
    AWAITING_APPROVAL,
    FROZEN,
    PAYING,
    STUCK,
    COMPLETED,
    FAILED,
    DECLINED,
    CANCELLED;

    static WithdrawalStatus of(WithdrawalState state) {
        return switch (state) {
            case WithdrawalState.Requested requested -> PENDING;
            case WithdrawalState.Refused refused -> REFUSED;
            case WithdrawalState.Awaiting awaiting -> AWAITING_APPROVAL;
            case WithdrawalState.Frozen frozen -> FROZEN;
            case WithdrawalState.Paying paying -> PAYING;
            case WithdrawalState.Paid paid -> PAYING;
            case WithdrawalState.Stuck stuck -> STUCK;
            case WithdrawalState.Completed completed -> COMPLETED;
            case WithdrawalState.Returning returning -> of(returning.why());
            case WithdrawalState.Returned returned -> of(returned.why());
        };
    }

    private static WithdrawalStatus of(WithdrawalState.Unpaid why) {
        return switch (why) {
            case WithdrawalState.Unpaid.Failed failed -> FAILED;
            case WithdrawalState.Unpaid.Declined declined -> DECLINED;
            case WithdrawalState.Unpaid.Cancelled cancelled -> CANCELLED;
        };
    }
}
