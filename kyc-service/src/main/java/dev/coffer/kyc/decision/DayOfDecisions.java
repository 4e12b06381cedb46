package dev.coffer.kyc.decision;

import java.time.LocalDate;

/**
 * What was decided on a day, UTC.
 *
 * @param byChecks how many of the approved ones no person decided
 * @param late how many were decided after they were due
 * @param seconds from request to decision, of all together
 */
public record DayOfDecisions(LocalDate day, long approved, long rejected, long byChecks, long late, long seconds) {

    DayOfDecisions plus(DayOfDecisions other) {
        return new DayOfDecisions(
                day,
                approved + other.approved,
                rejected + other.rejected,
                byChecks + other.byChecks,
                late + other.late,
                seconds + other.seconds);
    }
}
