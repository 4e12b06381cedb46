package dev.coffer.core.permission;

import dev.coffer.access.CompiledPolicy;

/** Which policy is in force for a tenant at this moment. Implementations are thread safe and do not wait. */
@FunctionalInterface
public interface Policies {

    /** To ask several questions of one policy, keep what this returns. */
    CompiledPolicy of(String tenantId);
}
