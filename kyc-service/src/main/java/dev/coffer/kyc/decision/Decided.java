package dev.coffer.kyc.decision;

import java.time.Instant;

/**
 * A request that was decided.
 *
 * @param isApproved or else rejected
 * @param isByChecks whether no person decided it
 * @param dueAt by when it had to be decided
 */
public record Decided(
        String userId, boolean isApproved, boolean isByChecks, Instant requestedAt, Instant dueAt, Instant at) {

    boolean isLate() {
        return at.isAfter(dueAt);
    }
}
