package dev.coffer.payment.suspension;

import java.time.Instant;

/**
 * How one user's verification stands.
 *
 * @param version of the profile that it was told of; what is told of an earlier one is not heard
 * @param since it stands like this
 * @param revision counts everything that was noted of it: who settles it has seen all
 */
public record Suspension(
        String tenantId, String userId, OwnerStanding standing, long version, Instant since, long revision) {}
