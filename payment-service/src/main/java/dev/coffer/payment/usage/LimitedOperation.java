package dev.coffer.payment.usage;

/** What limits exist for. */
public enum LimitedOperation {
    /** Money that comes in from outside. */
    DEPOSIT,
    /** Money that leaves the user: to the outside, or to another user. */
    WITHDRAWAL,
    /** Stakes. */
    BET,
    /** Stakes less what was won back; below zero for who has won. Limited by day and month only. */
    LOSS
}
