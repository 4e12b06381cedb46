package dev.coffer.payment.wallet;

import com.netflix.graphql.dgs.DgsDataLoader;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.Wallets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.dataloader.MappedBatchLoader;

/** Loads the wallets of all users of a request with one read, oldest wallet first. */
@DgsDataLoader(name = UserWalletsLoader.NAME)
class UserWalletsLoader implements MappedBatchLoader<UserWalletsLoader.Asked, List<WalletView>> {

    static final String NAME = "userWallets";

    private final Wallets wallets;

    UserWalletsLoader(Wallets wallets) {
        this.wallets = wallets;
    }

    /** Whose wallets; in the caller's tenant. */
    record Asked(String tenantId, String userId) {}

    @Override
    public CompletionStage<Map<Asked, List<WalletView>>> load(Set<Asked> asked) {
        Map<String, List<WalletOwner>> byTenant = new TreeMap<>();
        Map<Asked, List<WalletView>> loaded = new HashMap<>();
        for (Asked one : asked) {
            loaded.put(one, new ArrayList<>());
            if (FindWallets.isUserId(one.userId())) {
                byTenant.computeIfAbsent(one.tenantId(), tenant -> new ArrayList<>())
                        .add(new WalletOwner.User(one.userId()));
            }
        }
        byTenant.forEach((tenantId, owners) -> wallets.ofOwners(tenantId, owners).stream()
                .sorted(Comparator.comparing(Wallet::id))
                .map(WalletView::new)
                .forEach(view -> loaded.getOrDefault(new Asked(tenantId, view.ownerId()), new ArrayList<>())
                        .add(view)));
        return CompletableFuture.completedFuture(loaded);
    }
}
