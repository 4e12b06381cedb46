package dev.coffer.payment.wallet;

import dev.coffer.core.money.Currency;

/**
 * @param firstCurrency of the wallet that registration opens
 * @param perUser how many wallets one user may have
 */
record WalletSettings(Currency firstCurrency, int perUser) {

    private static final int MOST_PER_USER = 1_000;

    WalletSettings {
        if (perUser < 1 || perUser > MOST_PER_USER) {
            throw new IllegalArgumentException("A user may have 1 to " + MOST_PER_USER + " wallets, not " + perUser);
        }
    }
}
