package dev.coffer.auth.role;

import dev.coffer.access.BuiltInRoles;
import dev.coffer.access.CompiledPolicy;
import dev.coffer.access.Policy;
import dev.coffer.auth.role.StoredRoles.Revised;
import dev.coffer.auth.user.RolesInForce;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.permission.KnownPolicies;
import dev.coffer.core.permission.Policies;
import dev.coffer.core.permission.PolicyPage;
import dev.coffer.core.permission.TenantPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The roles of all tenants as this replica knows them, whichever replica changed them: the count of changes is looked at
 * {@link #PAUSE} after {@link #PAUSE}, and those that changed are read. Before the first reading nobody may do anything that needs a
 * permission: nobody knows which.
 */
final class LiveRoles implements Policies, RolesInForce, SmartLifecycle {

    static final Duration PAUSE = Duration.ofMillis(200);
    /** Before the web server takes requests. */
    private static final int EARLY = 0;

    private static final Policy BUILT_IN = BuiltInRoles.policy();
    private static final Logger LOG = LoggerFactory.getLogger(LiveRoles.class);

    private final StoredRoles stored;
    private final KnownPolicies known = new KnownPolicies();
    private final Map<String, Told> byTenant = new ConcurrentHashMap<>();
    private volatile long revision = -1;
    private volatile @Nullable ScheduledExecutorService looking;
    private boolean isLost;

    private record Told(long revision, TenantPolicy policy) {}

    LiveRoles(StoredRoles stored) {
        this.stored = stored;
    }

    @Override
    public CompiledPolicy of(String tenantId) {
        requireRead();
        return known.of(tenantId);
    }

    /** The roles themselves. */
    @Override
    public Policy policy(String tenantId) {
        requireRead();
        Told told = byTenant.get(tenantId);
        return told == null ? BUILT_IN : told.policy().policy();
    }

    private void requireRead() {
        if (revision < 0) {
            throw new CodedException(
                    CommonError.UNAVAILABLE, "The roles cannot be read at the moment; try again in a moment.");
        }
    }

    /**
     * What to tell the other services.
     *
     * @param since the revision that they know; null for all
     * @return null before anything was read
     */
    @Nullable
    PolicyPage page(@Nullable Long since) {
        long asOf = revision;
        if (asOf < 0) {
            return null;
        }
        List<TenantPolicy> told = byTenant.values().stream()
                .filter(one -> since == null || one.revision() > since)
                .map(Told::policy)
                .toList();
        return new PolicyPage(asOf, told);
    }

    /** Reads what changed, if anything; what is known stays where that fails. */
    synchronized void look() {
        try {
            long counted = stored.revision();
            if (counted != revision) {
                stored.changedSince(revision).forEach(this::take);
                revision = counted;
            }
            if (isLost) {
                isLost = false;
                LOG.info("Roles are read again");
            }
        } catch (RuntimeException failed) {
            // Thrown out of here it would end the looking for good; told once, not five times a second.
            if (!isLost) {
                isLost = true;
                LOG.warn("Roles cannot be read, those known stay in force", failed);
            }
        }
    }

    private void take(Revised next) {
        TenantRoles roles = next.roles();
        TenantPolicy policy = new TenantPolicy(roles.tenantId(), roles.version(), roles.policy());
        known.put(policy);
        byTenant.put(roles.tenantId(), new Told(next.revision(), policy));
    }

    @Override
    public void start() {
        look();
        ScheduledExecutorService started = Executors.newSingleThreadScheduledExecutor(
                Thread.ofVirtual().name("roles-read").factory());
        looking = started;
        long pause = PAUSE.toMillis();
        var _ = started.scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        ScheduledExecutorService stopping = looking;
        if (stopping != null) {
            stopping.shutdown();
            looking = null;
        }
    }

    @Override
    public boolean isRunning() {
        return looking != null;
    }

    @Override
    public int getPhase() {
        return EARLY;
    }
}
