package dev.coffer.payment.wallet;

import com.netflix.graphql.dgs.DgsDataLoader;
import dev.coffer.core.identity.Caller;
import dev.coffer.payment.ledger.Wallets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.dataloader.MappedBatchLoader;

/** Loads the wallets that one request names with one read; what the caller may not read is not there. */
@DgsDataLoader(name = WalletLoader.NAME, maxBatchSize = Wallets.MAX_BATCH)
class WalletLoader implements MappedBatchLoader<WalletLoader.Asked, WalletView> {

    static final String NAME = "wallets";

    private final Wallets wallets;
    private final FindWallets findWallets;

    WalletLoader(Wallets wallets, FindWallets findWallets) {
        this.wallets = wallets;
        this.findWallets = findWallets;
    }

    /** Which wallet, and who asks. */
    record Asked(Caller caller, String walletId) {}

    @Override
    public CompletionStage<Map<Asked, WalletView>> load(Set<Asked> asked) {
        Map<Caller, List<String>> byCaller = asked.stream()
                .collect(
                        Collectors.groupingBy(Asked::caller, Collectors.mapping(Asked::walletId, Collectors.toList())));
        Map<Asked, WalletView> loaded = new HashMap<>();
        byCaller.forEach((caller, ids) -> wallets.find(caller.tenantId(), ids).stream()
                .filter(wallet -> findWallets.mayRead(caller, wallet))
                .forEach(wallet -> loaded.put(new Asked(caller, wallet.id()), new WalletView(wallet))));
        return CompletableFuture.completedFuture(loaded);
    }
}
