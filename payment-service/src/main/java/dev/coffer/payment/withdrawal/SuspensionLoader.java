package dev.coffer.payment.withdrawal;

import com.netflix.graphql.dgs.DgsDataLoader;
import dev.coffer.payment.suspension.Suspension;
import dev.coffer.payment.suspension.Suspensions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.dataloader.MappedBatchLoader;

/** Loads how the owners of the withdrawals of one request stand with one read. */
@DgsDataLoader(name = SuspensionLoader.NAME, maxBatchSize = Suspensions.MAX_BATCH)
class SuspensionLoader implements MappedBatchLoader<SuspensionLoader.Asked, Suspension> {

    static final String NAME = "suspensions";

    private final Suspensions suspensions;

    SuspensionLoader(Suspensions suspensions) {
        this.suspensions = suspensions;
    }

    /** Which user, in the tenant of the caller. */
    record Asked(String tenantId, String userId) {}

    @Override
    public CompletionStage<Map<Asked, Suspension>> load(Set<Asked> asked) {
        Map<String, List<String>> byTenant = asked.stream()
                .collect(
                        Collectors.groupingBy(Asked::tenantId, Collectors.mapping(Asked::userId, Collectors.toList())));
        Map<Asked, Suspension> loaded = new HashMap<>();
        byTenant.forEach((tenantId, ids) -> suspensions
                .ofUsers(tenantId, ids)
                .forEach(found -> loaded.put(new Asked(tenantId, found.userId()), found)));
        return CompletableFuture.completedFuture(loaded);
    }
}
