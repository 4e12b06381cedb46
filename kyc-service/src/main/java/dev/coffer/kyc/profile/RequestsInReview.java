package dev.coffer.kyc.profile;

import dev.coffer.core.config.Setting;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.risk.RiskLevel;
import dev.coffer.kyc.risk.RiskScore;
import dev.coffer.kyc.risk.RiskScores;
import dev.coffer.kyc.screening.Clearance;
import dev.coffer.kyc.screening.ScreenPersons;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import dev.coffer.kyc.tier.Tiers;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Requests for a higher tier as the checks see them, and what checks may do with them: record evidence, and grant by the rules. */
public final class RequestsInReview {

    private final ProfileChanges changes;
    private final KycProfiles profiles;
    private final Tiers tiers;
    private final Setting<ReviewSettings> settings;
    private final ScreenPersons screening;
    private final RiskScores risks;
    private final NoteGrounds grounds;

    RequestsInReview(
            ProfileChanges changes,
            KycProfiles profiles,
            Tiers tiers,
            Setting<ReviewSettings> settings,
            ScreenPersons screening,
            RiskScores risks,
            NoteGrounds grounds) {
        this.screening = screening;
        this.changes = changes;
        this.profiles = profiles;
        this.tiers = tiers;
        this.settings = settings;
        this.risks = risks;
        this.grounds = grounds;
    }

    /**
     * A request that is in review.
     *
     * @param since when it was made; names it among those of a user
     * @param missing what the tier needs and is not met
     */
    public record Asked(KycTier tier, Instant since, Set<Requirement> missing) {

        public Asked {
            missing = Set.copyOf(missing);
        }
    }

    /** Null where nothing of the user is in review. */
    public @Nullable Asked find(UnitOfWork unit, String tenantId, String userId) {
        KycProfile profile = profiles.find(unit, tenantId, userId);
        if (profile instanceof KycProfile.InReview(Standing standing, Request request)) {
            return asked(standing, request);
        }
        return profile instanceof KycProfile.ManualReview review ? asked(review.standing(), review.request()) : null;
    }

    private Asked asked(Standing standing, Request request) {
        return new Asked(request.tier(), request.since(), missing(standing, request.tier()));
    }

    private Set<Requirement> missing(Standing standing, KycTier tier) {
        return standing.missing(tiers.needed(standing.tenantId(), tier, standing.country()));
    }

    /** Says that a requirement is met. Does nothing where nothing is in review, or it is met. @param reference where it can be seen again */
    public void meet(UnitOfWork unit, String tenantId, String userId, Requirement requirement, String reference) {
        changes.of(unit, tenantId, userId, null, (profile, change) -> {
            if (profile.standing().met().contains(requirement)) {
                return new KycResult.Done(profile);
            }
            KycProfile after = switch (profile) {
                case KycProfile.InReview review -> review.seen(requirement, change.now());
                case KycProfile.ManualReview review -> review.seen(requirement, change.now());
                case KycProfile.Pending pending -> profile;
                case KycProfile.Decided decided -> profile;
                case KycProfile.Suspended suspended -> profile;
                case KycProfile.Closed closed -> profile;
            };
            return after == profile
                    ? new KycResult.Done(profile)
                    : change.save(after, ProfileEntry.Act.EVIDENCE_SEEN, requirement.name() + ": " + reference);
        });
    }

    /**
     * Grants the request without a person, where the setting leaves its tier to checks, nobody has claimed it, all that it needs is
     * met, no list that is in force has anybody like the user, and the risk is not high. Otherwise it stays in the queue.
     *
     * @param since of the request that has passed its checks
     */
    public void approve(UnitOfWork unit, String tenantId, String userId, Instant since) {
        changes.of(unit, tenantId, userId, null, (profile, change) -> {
            List<Grounds.Counted> counting = grounds.counting(tenantId);
            if (!(profile instanceof KycProfile.InReview review)
                    || !isForChecks(review, since)
                    || screening.clearance(unit, tenantId, userId) != Clearance.CLEAR) {
                return new KycResult.Done(profile);
            }
            RiskScore risk = risks.of(unit, tenantId, userId);
            if (risk.level() == RiskLevel.HIGH) {
                return new KycResult.Done(profile);
            }
            KycTier tier = review.request().tier();
            Instant until = settings.of(tenantId).validUntil(tier, change.now());
            return change.save(
                    review.approve(change.now(), until),
                    ProfileEntry.Act.APPROVED,
                    tier.name(),
                    grounds.of(unit, tenantId, counting, risk));
        });
    }

    private boolean isForChecks(KycProfile.InReview review, Instant since) {
        Request request = review.request();
        ReviewSettings rules = settings.of(review.tenantId());
        return request.since().equals(since)
                && request.approvedBy() == null
                && !request.tier().isAbove(rules.byChecksUpTo())
                && rules.fourEyesFrom().isAbove(request.tier())
                && missing(review.standing(), request.tier()).isEmpty();
    }

    /**
     * Says that what a requirement rested on has run out. A tier above {@code BASIC} is lowered, at once or, where a request is in review
     * or the profile suspended, as soon as that is over.
     */
    public void lapse(UnitOfWork unit, String tenantId, String userId, Requirement requirement) {
        changes.of(unit, tenantId, userId, null, (profile, change) -> {
            if (profile instanceof KycProfile.Closed
                    || !profile.standing().met().contains(requirement)) {
                return new KycResult.Done(profile);
            }
            return change.save(
                    lapsed(profile, requirement, change.now()), ProfileEntry.Act.EXPIRED, requirement.name());
        });
    }

    private static KycProfile lapsed(KycProfile profile, Requirement requirement, Instant now) {
        Standing standing = profile.standing();
        boolean isLowered = standing.tier().isAbove(KycProfile.lasting(standing.tier()));
        Standing without = standing.without(requirement, now);
        return switch (profile) {
            case KycProfile.Pending pending -> isLowered ? pending.expire(now) : pending.given(without, now);
            case KycProfile.Approved approved -> isLowered ? approved.expire(now) : approved.given(without, now);
            case KycProfile.Rejected rejected -> isLowered ? rejected.expire(now) : rejected.given(without, now);
            case KycProfile.Expired expired -> expired.given(without, now);
            case KycProfile.InReview review -> review.lose(requirement, now);
            case KycProfile.ManualReview review -> review.lose(requirement, now);
            case KycProfile.Suspended suspended -> suspended.lose(requirement, now);
            case KycProfile.Closed closed -> closed;
        };
    }
}
