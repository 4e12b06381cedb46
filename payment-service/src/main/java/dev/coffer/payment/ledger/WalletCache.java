package dev.coffer.payment.ledger;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The wallets that one writer has seen last, least recently used first out. What is here may be out of date when another
 * writer is at work; see {@link Round} for what is done about that. Confined to the writer's thread.
 */
final class WalletCache {

    private final int limit;
    private final LinkedHashMap<String, Wallet> byId = new LinkedHashMap<>(1024, 0.75f, true);
    private final Map<OpenWallet, String> byIdentity = new HashMap<>();

    WalletCache(int limit) {
        this.limit = limit;
    }

    @Nullable
    Wallet wallet(String walletId) {
        return byId.get(walletId);
    }

    @Nullable
    Wallet wallet(OpenWallet identity) {
        String id = byIdentity.get(identity);
        return id == null ? null : byId.get(id);
    }

    void putAll(Collection<Wallet> wallets) {
        for (Wallet wallet : wallets) {
            byId.put(wallet.id(), wallet);
            byIdentity.put(wallet.identity(), wallet.id());
        }
    }

    /** Drops what is over the limit. Never within a batch, whose wallets must all stay until it is done. */
    void trim() {
        var eldest = byId.entrySet().iterator();
        while (byId.size() > limit) {
            byIdentity.remove(eldest.next().getValue().identity());
            eldest.remove();
        }
    }

    void remove(Collection<String> walletIds) {
        for (String walletId : walletIds) {
            Wallet removed = byId.remove(walletId);
            if (removed != null) {
                byIdentity.remove(removed.identity());
            }
        }
    }
}
