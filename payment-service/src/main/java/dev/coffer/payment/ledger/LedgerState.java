package dev.coffer.payment.ledger;

import org.jspecify.annotations.Nullable;

/** The wallets, and what else a command may be about, as {@link Ledger#decide} sees them. */
interface LedgerState extends Subjects {

    /** Of whatever tenant; null when there is none. */
    @Override
    @Nullable
    Wallet wallet(String walletId);

    /** The one wallet of this tenant, owner, currency and category; null when it is not opened yet. */
    @Nullable
    Wallet wallet(OpenWallet identity);
}
