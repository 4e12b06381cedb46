package dev.coffer.payment.ledger;

/**
 * Closes a user's empty wallet for ever. What a closed wallet is asked to close answers the same again, so a repeat needs no
 * key. A refusal is not remembered: a wallet that holds money now may be closed once it is empty.
 *
 * @param walletId of a wallet of the tenant
 */
public record CloseWallet(String tenantId, String walletId) implements StatusCommand {

    private static final String REQUESTER = "ledger";

    /** Of the booking that closes the wallet. No client's request can have it: those are of users and of deposits. */
    Idempotency idempotency() {
        return Idempotency.of(REQUESTER, "close/" + walletId);
    }
}
