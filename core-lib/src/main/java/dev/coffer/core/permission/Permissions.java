package dev.coffer.core.permission;

import dev.coffer.access.CompiledPolicy;
import dev.coffer.access.Decision;
import dev.coffer.access.Subject;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides by the tenant's policy. Denies by default; every denial is counted as {@code coffer.permission.denied} and logged.
 * The tenant is not its business: what belongs to another tenant is never loaded in the first place.
 */
public final class Permissions {

    private static final Logger LOG = LoggerFactory.getLogger(Permissions.class);

    private final CompiledPolicy policy;
    private final MeterRegistry metrics;

    public Permissions(CompiledPolicy policy, MeterRegistry metrics) {
        this.policy = policy;
        this.metrics = metrics;
    }

    /** @param ownerId whose the resource is, or null where only a grant over all of them counts */
    public boolean permits(Caller caller, String resource, String action, @Nullable String ownerId) {
        return decide(caller, resource, action, ownerId).isPermitted();
    }

    /**
     * @param ownerId whose the resource is, or null where only a grant over all of them counts
     * @throws CodedException FORBIDDEN, naming what would be needed
     */
    public void require(Caller caller, String resource, String action, @Nullable String ownerId) {
        Decision decision = decide(caller, resource, action, ownerId);
        if (!decision.isPermitted()) {
            metrics.counter("coffer.permission.denied", "resource", resource, "action", action)
                    .increment();
            LOG.info(
                    "Denied {}:{} of owner {} to user {} of tenant {}: {}",
                    resource,
                    action,
                    ownerId,
                    caller.userId(),
                    caller.tenantId(),
                    decision.explain());
            throw new CodedException(
                    CommonError.FORBIDDEN, "Your roles do not permit '" + resource + ":" + action + "' here.");
        }
    }

    private Decision decide(Caller caller, String resource, String action, @Nullable String ownerId) {
        Subject subject = new Subject(caller.userId(), caller.tenantId(), caller.roles());
        return policy.decide(subject, resource, action, ownerId, null);
    }
}
