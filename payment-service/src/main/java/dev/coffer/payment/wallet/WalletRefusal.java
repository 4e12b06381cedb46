package dev.coffer.payment.wallet;

import dev.coffer.core.errors.RefusalCode;

/** Why a wallet is not opened. */
public enum WalletRefusal implements RefusalCode {
    WALLET_LIMIT_REACHED("The user has as many wallets as one user may have; use one of them.");

    private final String meaning;

    WalletRefusal(String meaning) {
        this.meaning = meaning;
    }

    @Override
    public String meaning() {
        return meaning;
    }
}
