package dev.coffer.kyc.profile;

import dev.coffer.core.config.Setting;
import dev.coffer.core.identity.Caller;
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
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** What the reviewer who has a review does with it. */
final class DecideReview {

    private final ProfileChanges changes;
    private final ScreenPersons screening;
    private final Tiers tiers;
    private final Setting<ReviewSettings> settings;
    private final RiskScores risks;
    private final NoteGrounds grounds;
    private final ReviewMeters meters;

    DecideReview(
            ProfileChanges changes,
            ScreenPersons screening,
            Tiers tiers,
            Setting<ReviewSettings> settings,
            RiskScores risks,
            NoteGrounds grounds,
            ReviewMeters meters) {
        this.changes = changes;
        this.screening = screening;
        this.tiers = tiers;
        this.settings = settings;
        this.risks = risks;
        this.grounds = grounds;
        this.meters = meters;
    }

    /** A decision, before it is committed. */
    @FunctionalInterface
    private interface Decision {

        KycResult take(KycProfile.ManualReview review, ProfileChanges.Change change);
    }

    /**
     * Grants the tier; from {@link ReviewSettings#fourEyesFrom} on, and where the risk is high, the first approval only puts it before a
     * second reviewer.
     */
    KycResult approve(Caller caller, String userId) {
        screening.hurry(caller.tenantId(), userId);
        return decide(caller, userId, this::approve);
    }

    /** @param reason which the user is shown */
    KycResult reject(Caller caller, String userId, String reason) {
        return decide(
                caller,
                userId,
                (review, change) -> change.save(
                        review.reject(reason, change.now()),
                        ProfileEntry.Act.REJECTED,
                        reason,
                        grounds.of(
                                change.unit(),
                                caller.tenantId(),
                                grounds.counting(caller.tenantId()),
                                risks.of(change.unit(), caller.tenantId(), userId))));
    }

    /** @param asked which the user is shown */
    KycResult askMore(Caller caller, String userId, String asked) {
        return decide(
                caller,
                userId,
                (review, change) ->
                        change.save(review.askMore(asked, change.now()), ProfileEntry.Act.MORE_ASKED, asked));
    }

    /** @param reference where it can be seen again */
    KycResult see(Caller caller, String userId, Requirement requirement, String reference) {
        return decide(
                caller,
                userId,
                (review, change) -> change.save(
                        review.seen(requirement, change.now()),
                        ProfileEntry.Act.EVIDENCE_SEEN,
                        requirement.name() + ": " + reference));
    }

    private KycResult decide(Caller caller, String userId, Decision decision) {
        AtomicReference<@Nullable Request> request = new AtomicReference<>();
        KycResult result = changes.of(
                caller.tenantId(),
                userId,
                caller.userId(),
                (profile, change) -> HeldReview.of(profile, caller, review -> {
                    request.set(review.request());
                    return decision.take(review, change);
                }));
        // Once it is committed: a transaction that is repeated is one decision.
        if (result instanceof KycResult.Done done) {
            meters.decided(done.profile(), Objects.requireNonNull(request.get()));
        }
        return result;
    }

    private KycResult approve(KycProfile.ManualReview review, ProfileChanges.Change change) {
        Standing standing = review.standing();
        List<Grounds.Counted> counting = grounds.counting(standing.tenantId());
        KycTier tier = review.request().tier();
        Set<Requirement> missing = standing.missing(tiers.needed(standing.tenantId(), tier, standing.country()));
        if (!missing.isEmpty()) {
            return new KycResult.Refused(
                    KycRefusal.KYC_REQUIREMENTS_MISSING, "Tier " + tier + " needs " + missing + " besides.");
        }
        KycRefusal found = found(screening.clearance(change.unit(), standing.tenantId(), standing.userId()));
        if (found != null) {
            return KycResult.refused(found);
        }
        ReviewSettings rules = settings.of(standing.tenantId());
        RiskScore score = risks.of(change.unit(), standing.tenantId(), standing.userId());
        RiskLevel risk = score.level();
        Grounds by = grounds.of(change.unit(), standing.tenantId(), counting, score);
        boolean needsTwo = risk == RiskLevel.HIGH || !rules.fourEyesFrom().isAbove(tier);
        if (needsTwo && review.request().approvedBy() == null) {
            return change.save(review.approveFirst(change.now()), ProfileEntry.Act.APPROVED_FIRST, tier.name(), by);
        }
        Instant until = risks.validUntil(standing.tenantId(), risk, change.now(), rules.validUntil(tier, change.now()));
        return change.save(review.approve(change.now(), until), ProfileEntry.Act.APPROVED, tier.name(), by);
    }

    /** What stands against a tier on the sanctions lists; null for nothing. */
    private static @Nullable KycRefusal found(Clearance clearance) {
        return switch (clearance) {
            case CLEAR -> null;
            case PENDING -> KycRefusal.KYC_SCREENING_PENDING;
            case MATCHED -> KycRefusal.KYC_MATCH_OPEN;
            case CONFIRMED -> KycRefusal.KYC_MATCH_CONFIRMED;
        };
    }
}
