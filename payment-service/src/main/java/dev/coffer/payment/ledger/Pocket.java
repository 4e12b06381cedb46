package dev.coffer.payment.ledger;

/** The parts of a wallet that are kept apart because different rules govern them. */
public enum Pocket {
    /** Money that the owner can pay and withdraw. */
    REAL,
    /** Bonus money, spent under the bonus's rules. */
    BONUS,
    /** Money that is the owner's and cannot be used for now. */
    LOCKED
}
