package dev.coffer.payment.ledger;

/** Why money moves: the type of a transfer, and the kind of each of its entries. */
public enum TransferType {
    /** Money that comes in from outside. */
    DEPOSIT,
    /** From one user to another. */
    PAYMENT,
    /** The house's charge for another leg of the same transfer. */
    FEE,
    /** Nothing moves: the last entry of a wallet's book, which closes it for ever. */
    CLOSURE
}
