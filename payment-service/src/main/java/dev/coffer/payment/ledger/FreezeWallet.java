package dev.coffer.payment.ledger;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Stops everything that goes in or out of a user's wallet, or lets it go again. Money that is set aside in a frozen wallet can
 * be released, not captured.
 *
 * @param walletId of a wallet of the tenant
 * @param frozen false to open it again
 * @param by who decided, for the book; an operator's user id
 * @param reason why, for the book, at most {@value Post#MAX_REASON} characters; or null
 */
public record FreezeWallet(
        String tenantId,
        String walletId,
        boolean frozen,
        String by,
        @Nullable String reason) implements StatusCommand {

    private static final String REQUESTER = "ledger";

    public FreezeWallet {
        if (reason != null && reason.length() > Post.MAX_REASON) {
            throw new IllegalArgumentException(
                    "A reason has at most " + Post.MAX_REASON + " characters, not " + reason.length());
        }
        if (reason != null) {
            WellFormed.require("A reason", reason);
        }
    }

    Wallet.Status status() {
        return frozen ? Wallet.Status.FROZEN : Wallet.Status.OPEN;
    }

    TransferType type() {
        return frozen ? TransferType.FREEZE : TransferType.UNFREEZE;
    }

    Map<String, String> metadata() {
        return Map.of("by", by);
    }

    /** Of the booking that becomes the wallet's entry {@code seq}: the wallet may be frozen again later. */
    Idempotency idempotency(long seq) {
        return Idempotency.of(REQUESTER, (frozen ? "freeze/" : "unfreeze/") + walletId + '/' + seq);
    }
}
