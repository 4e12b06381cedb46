package dev.coffer.core.permission;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.CompiledPolicy;
import dev.coffer.access.LivePolicy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The policies that a process knows. A tenant of which it knows none has the built-in roles. */
public final class KnownPolicies implements Policies {

    private final CompiledPolicy builtIn = BuiltInRoles.policy().compile();
    private final Map<String, LivePolicy> byTenant = new ConcurrentHashMap<>();

    @Override
    public CompiledPolicy of(String tenantId) {
        LivePolicy own = byTenant.get(tenantId);
        return own == null ? builtIn : own.current().policy();
    }

    /**
     * Puts a policy in force, unless a newer one of the tenant is known already.
     *
     * @throws IllegalArgumentException when it does not compile; the one in force stays
     */
    public void put(TenantPolicy next) {
        LivePolicy fresh =
                byTenant.computeIfAbsent(next.tenantId(), unused -> new LivePolicy(next.version(), next.policy()));
        fresh.replace(next.version(), next.policy());
    }
}
