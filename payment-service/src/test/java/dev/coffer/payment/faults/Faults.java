package dev.coffer.payment.faults;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What shall go wrong, tenant by tenant, so that many cases run side by side; shared by all replicas of a test. */
public final class Faults {

    private final Map<String, Queue<Fault>> planned = new ConcurrentHashMap<>();
    private final Map<String, String> tenants = new ConcurrentHashMap<>();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();

    public void plan(String tenantId, List<Fault> faults) {
        planned.put(tenantId, new ConcurrentLinkedQueue<>(faults));
    }

    /** How many of the planned faults have not come yet. */
    public int left(String tenantId) {
        return planned.getOrDefault(tenantId, new ConcurrentLinkedQueue<>()).size();
    }

    /** @param id of a deposit or withdrawal of the tenant */
    public void know(String id, String tenantId) {
        tenants.put(id, tenantId);
    }

    /** The tenant behind a provider's key, "deposit/ID" or "deposit/ID/refund". */
    public String tenantOf(String providerKey) {
        String id = providerKey.split("/", -1)[1];
        String tenantId = tenants.get(id);
        if (tenantId == null) {
            throw new AssertionError("Nobody inserted " + id);
        }
        return tenantId;
    }

    /** Whoever takes something up is a process that lives. */
    public void revive(String tenantId) {
        dead.remove(tenantId);
    }

    public <T extends @Nullable Object> T pass(String tenantId, Enum<?> step, Supplier<T> action) {
        if (dead.contains(tenantId)) {
            throw failure(tenantId, step);
        }
        strike(tenantId, step, false);
        T result = action.get();
        strike(tenantId, step, true);
        return result;
    }

    private void strike(String tenantId, Enum<?> step, boolean isAfter) {
        Queue<Fault> faults = planned.getOrDefault(tenantId, new ConcurrentLinkedQueue<>());
        Fault next = faults.peek();
        if (next != null && next.step() == step && next.isAfter() == isAfter && faults.remove(next)) {
            if (next.dies()) {
                dead.add(tenantId);
            }
            throw failure(tenantId, step);
        }
    }

    private static CodedException failure(String tenantId, Enum<?> step) {
        return new CodedException(CommonError.UNAVAILABLE, "A planned fault at " + step + " for " + tenantId + ".");
    }
}
