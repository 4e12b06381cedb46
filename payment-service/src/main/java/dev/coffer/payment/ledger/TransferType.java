package dev.coffer.payment.ledger;

/** Why money moves: the type of a transfer, and the kind of each of its entries. */
public enum TransferType {
    /** Money that comes in from outside. */
    DEPOSIT,
    /** From one user to another. */
    PAYMENT,
    /** The house's charge for another leg of the same transfer. */
    FEE,
    /** Money that leaves the system. */
    WITHDRAWAL,
    /** An operator's correction, against the house's own account. */
    ADJUSTMENT,
    /** An earlier transfer is taken back. */
    REVERSAL,
    /** Money of a wallet is set aside in it. */
    HOLD,
    /** What was set aside can be used again. */
    RELEASE,
    /** A stake in a game. */
    BET,
    /** What a bet has won; of nothing when it was settled without a win. */
    WIN,
    /** A bet is made as if it had never been. */
    ROLLBACK,
    /** Money of one currency into another, between wallets of one user. */
    EXCHANGE,
    /** A bonus is given, from the house's pool. */
    BONUS_AWARD,
    /** Bonus money is put out of use in its wallet, as the bonus ends; of nothing when none is left. */
    BONUS_LOCK,
    /** What was put out of use becomes the player's own, goes back to the pool, or is bonus money of other bonuses again. */
    BONUS_CLOSE,
    /** Nothing moves: from here on the wallet may go so far below zero as its amount says. */
    CREDIT_LIMIT,
    /** A user pays for an order. */
    PURCHASE,
    /** What was paid for an order goes back to whoever paid it. */
    REFUND,
    /** Nothing moves: nothing goes in or out of the wallet from here on. */
    FREEZE,
    /** Nothing moves: the wallet is open again. */
    UNFREEZE,
    /** Nothing moves: the last entry of a wallet's book, which closes it for ever. */
    CLOSURE;

    /** Whether it changes what may happen to a wallet, by one entry of nothing. */
    boolean isStatus() {
        return switch (this) {
            case CREDIT_LIMIT, FREEZE, UNFREEZE, CLOSURE -> true;
            case DEPOSIT,
                    PAYMENT,
                    FEE,
                    WITHDRAWAL,
                    ADJUSTMENT,
                    REVERSAL,
                    HOLD,
                    RELEASE,
                    BET,
                    WIN,
                    ROLLBACK,
                    EXCHANGE,
                    BONUS_AWARD,
                    BONUS_LOCK,
                    BONUS_CLOSE,
                    PURCHASE,
                    REFUND -> false;
        };
    }

    /** Whether money went from one owner to another, so that it can be taken back. */
    boolean isReversible() {
        return switch (this) {
            case DEPOSIT, PAYMENT, WITHDRAWAL, ADJUSTMENT -> true;
            case FEE,
                    REVERSAL,
                    HOLD,
                    RELEASE,
                    BET,
                    WIN,
                    ROLLBACK,
                    EXCHANGE,
                    BONUS_AWARD,
                    BONUS_LOCK,
                    BONUS_CLOSE,
                    PURCHASE,
                    REFUND,
                    CREDIT_LIMIT,
                    FREEZE,
                    UNFREEZE,
                    CLOSURE -> false;
        };
    }
}
