package dev.coffer.auth.user;

import dev.coffer.access.Policy;

/** Which roles a tenant has at this moment, as far as this package needs to know. */
@FunctionalInterface
public interface RolesInForce {

    /** The same object for as long as nothing changes. @throws dev.coffer.core.errors.CodedException UNAVAILABLE */
    Policy policy(String tenantId);
}
