package dev.coffer.payment.ledger;

/**
 * Closes a user's empty wallet for ever. What a closed wallet is asked to close answers the same again, so a repeat needs no
 * key. A refusal is not remembered: a wallet that holds money now may be closed once it is empty.
 *
 * @param walletId of a wallet of the tenant
 * @param isFrozenToo whether a frozen wallet is closed as well: for whoever froze it to see to it that it stays empty
 */
public record CloseWallet(String tenantId, String walletId, boolean isFrozenToo) implements StatusCommand {

    private static final String REQUESTER = "ledger";

    public CloseWallet(String tenantId, String walletId) {
        this(tenantId, walletId, false);
    }

    public static CloseWallet alsoFrozen(String tenantId, String walletId) {
        return new CloseWallet(tenantId, walletId, true);
    }

    /** Of the booking that closes the wallet. No client's request can have it: those are of users and of deposits. */
    Idempotency idempotency() {
        return Idempotency.of(REQUESTER, "close/" + walletId);
    }
}
