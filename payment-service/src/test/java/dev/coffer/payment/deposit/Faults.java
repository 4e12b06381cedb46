package dev.coffer.payment.deposit;

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
final class Faults {

    private final Map<String, Queue<Fault>> planned = new ConcurrentHashMap<>();
    private final Map<String, String> tenants = new ConcurrentHashMap<>();
    private final Set<String> dead = ConcurrentHashMap.newKeySet();

    void plan(String tenantId, List<Fault> faults) {
        planned.put(tenantId, new ConcurrentLinkedQueue<>(faults));
    }

    /** How many of the planned faults have not come yet. */
    int left(String tenantId) {
        return planned.getOrDefault(tenantId, new ConcurrentLinkedQueue<>()).size();
    }

    void know(Deposit deposit) {
        tenants.put(deposit.id(), deposit.tenantId());
    }

    /** The tenant behind a provider's key, "deposit/ID" or "deposit/ID/refund". */
    String tenantOf(String providerKey) {
        String depositId = providerKey.split("/", -1)[1];
        String tenantId = tenants.get(depositId);
        if (tenantId == null) {
            throw new AssertionError("Nobody inserted deposit " + depositId);
        }
        return tenantId;
    }

    /** Whoever takes a deposit up is a process that lives. */
    void revive(String tenantId) {
        dead.remove(tenantId);
    }

    <T extends @Nullable Object> T pass(String tenantId, Fault.Step step, Supplier<T> action) {
        if (dead.contains(tenantId)) {
            throw failure(tenantId, step);
        }
        strike(tenantId, step, false);
        T result = action.get();
        strike(tenantId, step, true);
        return result;
    }

    private void strike(String tenantId, Fault.Step step, boolean isAfter) {
        Queue<Fault> faults = planned.getOrDefault(tenantId, new ConcurrentLinkedQueue<>());
        Fault next = faults.peek();
        if (next != null && next.step() == step && next.isAfter() == isAfter && faults.remove(next)) {
            if (next.dies()) {
                dead.add(tenantId);
            }
            throw failure(tenantId, step);
        }
    }

    private static CodedException failure(String tenantId, Fault.Step step) {
        return new CodedException(CommonError.UNAVAILABLE, "A planned fault at " + step + " for " + tenantId + ".");
    }
}
