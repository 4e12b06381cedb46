package dev.coffer.kyc.risk;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How high somebody's risk is.
 *
 * @param points of all factors, at most {@value #MOST}
 * @param computed from the points
 * @param factors with what each adds, the heaviest first
 * @param assigned by a reviewer instead; null where none has
 */
public record RiskScore(
        int points,
        RiskLevel computed,
        List<Weighed> factors,
        @Nullable Assigned assigned) {

    static final int MOST = 100;

    public RiskScore {
        factors = List.copyOf(factors);
    }

    /** @param points that the sign adds */
    public record Weighed(RiskFactor factor, int points, String note) {}

    /** @param by the user id of the reviewer */
    public record Assigned(RiskLevel level, String by, String reason, Instant at) {}

    /** What counts. */
    public RiskLevel level() {
        return assigned == null ? computed : assigned.level();
    }
}
