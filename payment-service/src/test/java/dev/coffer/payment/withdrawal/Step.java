package dev.coffer.payment.withdrawal;

/** Every write and every call of the provider on the way of a withdrawal. */
enum Step {
    INSERT,
    TAKE_UP,
    HOLD,
    /** That the money is set aside, or why not. */
    NOTE_HELD,
    /** What somebody decided: approved, declined, cancelled, settled by hand. */
    NOTE_DECISION,
    /** That it is stopped, as the verification of its owner is suspended. */
    NOTE_FROZEN,
    /** That this is over, however it goes on. */
    NOTE_THAWED,
    PAYOUT,
    /** What became of the payout, also that nobody knows yet. */
    NOTE_OUTCOME,
    CAPTURE,
    RELEASE,
    NOTE_END;

    static Step of(WithdrawalState from, WithdrawalState to) {
        if (from instanceof WithdrawalState.Awaiting && to instanceof WithdrawalState.Awaiting) {
            // As it stays where the suspension is over meanwhile.
            return NOTE_FROZEN;
        }
        if (to instanceof WithdrawalState.Completed || to instanceof WithdrawalState.Returned) {
            return NOTE_END;
        }
        return switch (from) {
            case WithdrawalState.Requested requested -> NOTE_HELD;
            case WithdrawalState.Awaiting awaiting -> NOTE_DECISION;
            case WithdrawalState.Frozen frozen -> NOTE_THAWED;
            case WithdrawalState.Stuck stuck -> NOTE_DECISION;
            default -> NOTE_OUTCOME;
        };
    }
}
