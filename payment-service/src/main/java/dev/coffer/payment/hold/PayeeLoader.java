package dev.coffer.payment.hold;

import com.netflix.graphql.dgs.DgsDataLoader;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.Wallets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.dataloader.MappedBatchLoader;

/** Loads the wallets that the holds of one request are for with one read: who is paid, which both sides may know. */
@DgsDataLoader(name = PayeeLoader.NAME, maxBatchSize = Wallets.MAX_BATCH)
class PayeeLoader implements MappedBatchLoader<PayeeLoader.Asked, Wallet> {

    static final String NAME = "holdPayees";

    private final Wallets wallets;

    PayeeLoader(Wallets wallets) {
        this.wallets = wallets;
    }

    /** Which wallet, in the tenant of the hold. */
    record Asked(String tenantId, String walletId) {}

    @Override
    public CompletionStage<Map<Asked, Wallet>> load(Set<Asked> asked) {
        Map<String, List<String>> byTenant = asked.stream()
                .collect(Collectors.groupingBy(
                        Asked::tenantId, Collectors.mapping(Asked::walletId, Collectors.toList())));
        Map<Asked, Wallet> loaded = new HashMap<>();
        byTenant.forEach((tenantId, ids) ->
                wallets.find(tenantId, ids).forEach(wallet -> loaded.put(new Asked(tenantId, wallet.id()), wallet)));
        return CompletableFuture.completedFuture(loaded);
    }
}
