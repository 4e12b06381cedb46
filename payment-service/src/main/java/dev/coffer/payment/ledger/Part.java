package dev.coffer.payment.ledger;

/** The two parts of a pocket. Each has a balance of its own in the wallet's book. */
public enum Part {
    /** What can be used now. */
    AVAILABLE,
    /** What is set aside for something under way; see {@link Hold}. Never below zero. */
    HELD
}
