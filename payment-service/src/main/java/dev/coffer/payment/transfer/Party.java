package dev.coffer.payment.transfer;

import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;

/** What of a wallet never changes and is enough to pay from it or into it: the ledger itself looks at all else. */
public record Party(String tenantId, String walletId, WalletOwner owner) {

    static Party of(Wallet wallet) {
        return new Party(wallet.tenantId(), wallet.id(), wallet.owner());
    }
}
