package dev.coffer.kyc.profile;

import dev.coffer.kyc.risk.RiskLevel;
import org.jspecify.annotations.Nullable;

/**
 * Event {@code kyc.risk.assigned}, keyed by user: a reviewer has said how high somebody's risk is.
 *
 * @param level null where the points count again
 * @param by the user id of the reviewer
 */
record RiskAssigned(String userId, @Nullable RiskLevel level, String by) {

    static final String TYPE = "kyc.risk.assigned";
}
