package dev.coffer.payment.withdrawal;

import dev.coffer.payment.ledger.LedgerRefusal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a withdrawal stands. */
sealed interface WithdrawalState {

    /** There is something to do, by whoever takes the withdrawal up. */
    sealed interface Underway extends WithdrawalState {}

    /** Nothing more happens. */
    sealed interface Ended extends WithdrawalState {
        Instant at();
    }

    /** The money is to be set aside. */
    record Requested() implements Underway {}

    /**
     * The ledger set nothing aside.
     *
     * @param message for the client
     * @param retryAfterSeconds when another withdrawal may have better luck; null when time changes nothing
     */
    record Refused(
            LedgerRefusal code, String message, @Nullable Integer retryAfterSeconds, Instant at) implements Ended {}

    /** Staff has to approve or decline it. */
    record Awaiting(Course course) implements WithdrawalState {}

    /** The verification of its owner is suspended, and no provider was asked: it waits until that is over. */
    record Frozen(Course course, Instant at) implements WithdrawalState {}

    /** The provider is to be asked, or was and may have paid. */
    record Paying(Course course) implements Underway {}

    /** Nobody could tell whether it was paid; a webhook or an operator may. @param why for operators */
    record Stuck(Course course, String why, Instant at) implements WithdrawalState {}

    /** The money is out, and is to be captured. */
    record Paid(Course course) implements Underway {}

    /** The money is out and booked. */
    record Completed(Course course, String transferId, Instant at) implements Ended {}

    /** Nothing was paid, and what was set aside is to be given back. */
    record Returning(Course course, Unpaid why) implements Underway {}

    /** Nothing was paid, and the money is back. */
    record Returned(Course course, Unpaid why, Instant at) implements Ended {}

    /** Why nothing was paid. */
    sealed interface Unpaid {

        /** @param code of the errors reference @param message for the client */
        record Failed(String code, String message) implements Unpaid {}

        record Declined(Course.Decision decision) implements Unpaid {}

        record Cancelled(Instant at) implements Unpaid {}
    }

    /** Null before the money is set aside. */
    default @Nullable Course courseOrNull() {
        return switch (this) {
            case Requested requested -> null;
            case Refused refused -> null;
            case Awaiting awaiting -> awaiting.course();
            case Frozen frozen -> frozen.course();
            case Paying paying -> paying.course();
            case Stuck stuck -> stuck.course();
            case Paid paid -> paid.course();
            case Completed completed -> completed.course();
            case Returning returning -> returning.course();
            case Returned returned -> returned.course();
        };
    }
}
