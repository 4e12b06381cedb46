package dev.coffer.payment.ledger;

/**
 * Changes what may happen to a user's wallet. A wallet that is like that already is answered as it is, so a repeat needs no key.
 * A refusal is not remembered: what is impossible now may be possible later.
 */
public sealed interface StatusCommand extends Command permits CloseWallet, FreezeWallet {

    String walletId();
}
