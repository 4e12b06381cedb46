package dev.coffer.payment.transfer;

import com.netflix.graphql.dgs.DgsDataLoader;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.Transfers;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.dataloader.MappedBatchLoader;

/** Loads what took the transfers of one request back with one read; what was not taken back is not there. */
@DgsDataLoader(name = ReversalLoader.NAME, maxBatchSize = ReversalLoader.MAX_BATCH)
class ReversalLoader implements MappedBatchLoader<ReversalLoader.Asked, Transfer> {

    static final String NAME = "reversals";
    static final int MAX_BATCH = 1_000;

    private final Transfers transfers;

    ReversalLoader(Transfers transfers) {
        this.transfers = transfers;
    }

    /** The reversal of which transfer, in the caller's tenant. */
    record Asked(String tenantId, String transferId) {}

    @Override
    public CompletionStage<Map<Asked, Transfer>> load(Set<Asked> asked) {
        Map<String, List<String>> byTenant = asked.stream()
                .collect(Collectors.groupingBy(
                        Asked::tenantId, Collectors.mapping(Asked::transferId, Collectors.toList())));
        Map<Asked, Transfer> loaded = new HashMap<>();
        byTenant.forEach((tenantId, ids) -> transfers
                .reversalsOf(tenantId, ids)
                .forEach((id, reversal) -> loaded.put(new Asked(tenantId, id), reversal)));
        return CompletableFuture.completedFuture(loaded);
    }
}
