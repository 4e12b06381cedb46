package dev.coffer.payment.ledger;

/** Which pocket a stake is taken from first; what that one lacks comes from the other. */
public enum PocketOrder {
    /** The player's own money before bonus money. */
    REAL_FIRST,
    /** Bonus money before the player's own. */
    BONUS_FIRST
}
