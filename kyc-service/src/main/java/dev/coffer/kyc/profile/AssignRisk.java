package dev.coffer.kyc.profile;

import dev.coffer.core.identity.Caller;
import dev.coffer.kyc.risk.RiskLevel;
import dev.coffer.kyc.risk.RiskScore;
import dev.coffer.kyc.risk.RiskScores;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * A reviewer says how high somebody's risk is, whatever the points say; never their own. With a high one a tier that is granted has to be
 * shown anew sooner.
 */
final class AssignRisk {

    private final ProfileChanges changes;
    private final RiskScores risks;

    AssignRisk(ProfileChanges changes, RiskScores risks) {
        this.changes = changes;
        this.risks = risks;
    }

    /** @param level null to have the points count again */
    KycResult assign(Caller caller, String userId, @Nullable RiskLevel level, String reason) {
        if (caller.userId().equals(userId)) {
            return KycResult.refused(KycRefusal.KYC_NOT_BY_APPLICANT);
        }
        return changes.of(caller.tenantId(), userId, caller.userId(), (profile, change) -> {
            change.requireKnown();
            if (profile instanceof KycProfile.Closed) {
                return KycResult.refused(KycRefusal.KYC_PROFILE_CLOSED);
            }
            Instant at = change.now().truncatedTo(ChronoUnit.MILLIS);
            risks.assign(
                    change.unit(),
                    profile.tenantId(),
                    userId,
                    level == null ? null : new RiskScore.Assigned(level, caller.userId(), reason, at));
            change.tell(new RiskAssigned(userId, level, caller.userId()));
            String text = (level == null ? "By its points" : level.name()) + ": " + reason;
            KycProfile after = level == null ? profile : sooner(profile, level, change);
            return after == profile
                    ? change.note(ProfileEntry.Act.RISK_ASSIGNED, text)
                    : change.save(after, ProfileEntry.Act.RISK_ASSIGNED, text);
        });
    }

    private KycProfile sooner(KycProfile profile, RiskLevel level, ProfileChanges.Change change) {
        if (!(profile instanceof KycProfile.Approved approved)) {
            return profile;
        }
        Standing standing = approved.standing();
        Instant before = standing.validUntil();
        Instant until = risks.validUntil(profile.tenantId(), level, change.now(), before);
        return until == null || until.equals(before)
                ? profile
                : approved.given(standing.validUntil(until), change.now());
    }
}
