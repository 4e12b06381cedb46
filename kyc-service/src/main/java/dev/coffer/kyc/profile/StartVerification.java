package dev.coffer.kyc.profile;

import dev.coffer.core.config.Setting;
import dev.coffer.core.identity.Caller;
import dev.coffer.kyc.screening.ScreenPersons;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import dev.coffer.kyc.tier.Tiers;
import java.time.Instant;

/** Asks for a higher tier for the caller: in review at once where all that the caller must give is there. */
final class StartVerification {

    private final ProfileChanges changes;
    private final ScreenPersons screening;
    private final Tiers tiers;
    private final Setting<ReviewSettings> settings;

    StartVerification(ProfileChanges changes, ScreenPersons screening, Tiers tiers, Setting<ReviewSettings> settings) {
        this.changes = changes;
        this.screening = screening;
        this.tiers = tiers;
        this.settings = settings;
    }

    KycResult start(Caller caller, KycTier requested) {
        KycResult result = changes.of(
                caller.tenantId(),
                caller.userId(),
                caller.userId(),
                (profile, change) -> start(profile, change, requested));
        screening.hurry(caller.tenantId(), caller.userId());
        return result;
    }

    private KycResult start(KycProfile profile, ProfileChanges.Change change, KycTier requested) {
        KycRefusal stopped = KycRefusal.stopping(profile);
        if (stopped != null) {
            return KycResult.refused(stopped);
        }
        if (!requested.isAbove(profile.tier())) {
            return KycResult.refused(KycRefusal.KYC_TIER_NOT_HIGHER);
        }
        boolean isComplete = isComplete(profile.standing(), requested);
        if (!isComplete && profile instanceof KycProfile.Pending pending && requested == pending.requested()) {
            return new KycResult.Done(profile);
        }
        KycProfile after = switch (profile) {
            case KycProfile.Pending pending ->
                isComplete
                        ? pending.review(profile.standing(), requested, change.now(), dueAt(profile, change))
                        : pending.ask(requested, change.now());
            case KycProfile.Decided decided ->
                isComplete
                        ? decided.review(requested, change.now(), dueAt(profile, change))
                        : decided.ask(requested, change.now());
            case KycProfile.InReview review -> profile;
            case KycProfile.ManualReview review -> profile;
            case KycProfile.Suspended suspended -> profile;
            case KycProfile.Closed closed -> profile;
        };
        return after == profile
                ? KycResult.refused(KycRefusal.KYC_REVIEW_UNDER_WAY)
                : change.save(after, ProfileEntry.Act.REQUESTED, requested.name());
    }

    private boolean isComplete(Standing standing, KycTier requested) {
        return standing.missing(tiers.needed(standing.tenantId(), requested, standing.country())).stream()
                .noneMatch(Requirement::isGivenByApplicant);
    }

    private Instant dueAt(KycProfile profile, ProfileChanges.Change change) {
        return change.now().plus(settings.of(profile.tenantId()).dueIn());
    }
}
