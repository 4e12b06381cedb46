package dev.coffer.payment.ledger;

import dev.coffer.payment.usage.Usage;
import org.jspecify.annotations.Nullable;

/** What a batch starts from: wallets as the cache has them, and what else was loaded for it. */
record LoadedState(WalletCache cache, Subjects subjects) implements LedgerState {

    @Override
    public @Nullable Wallet wallet(String walletId) {
        return cache.wallet(walletId);
    }

    @Override
    public @Nullable Wallet wallet(OpenWallet identity) {
        return cache.wallet(identity);
    }

    @Override
    public @Nullable Hold hold(String holdId) {
        return subjects.hold(holdId);
    }

    @Override
    public @Nullable Usage usage(UsageKey user) {
        return subjects.usage(user);
    }

    @Override
    public @Nullable KnownBet bet(KnownBet.Key key) {
        return subjects.bet(key);
    }

    @Override
    public @Nullable Transfer transfer(String transferId) {
        return subjects.transfer(transferId);
    }

    @Override
    public boolean isReversed(String transferId) {
        return subjects.isReversed(transferId);
    }
}
