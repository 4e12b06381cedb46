package dev.coffer.payment.closing;

/** What stands against closing an account. */
enum Obstacle {
    /** A wallet holds money, owes some, or has some set aside. */
    WALLET_NOT_EMPTY,
    /** Staff has frozen a wallet. */
    WALLET_FROZEN,
    /** A deposit is on its way. */
    DEPOSIT_PENDING,
    /** A bet is open, which may pay something yet. */
    BET_OPEN
}
