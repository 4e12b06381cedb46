package dev.coffer.kyc.profile;

import dev.coffer.core.config.Setting;
import dev.coffer.core.identity.Caller;
import dev.coffer.kyc.person.PersonalData;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.screening.ScreenPersons;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import dev.coffer.kyc.tier.Tiers;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Takes what the caller says of themselves. What is in review or was granted stands; a request that waited for it goes into review. */
final class SubmitPersonalData {

    private final ProfileChanges changes;
    private final Persons persons;
    private final ScreenPersons screening;
    private final Tiers tiers;
    private final Setting<ReviewSettings> settings;

    SubmitPersonalData(
            ProfileChanges changes,
            Persons persons,
            ScreenPersons screening,
            Tiers tiers,
            Setting<ReviewSettings> settings) {
        this.changes = changes;
        this.persons = persons;
        this.screening = screening;
        this.tiers = tiers;
        this.settings = settings;
    }

    KycResult submit(Caller caller, PersonalData data) {
        KycResult result = changes.of(
                caller.tenantId(),
                caller.userId(),
                caller.userId(),
                (profile, change) -> submit(profile, change, data));
        if (result instanceof KycResult.Done) {
            screening.hurry(caller.tenantId(), caller.userId());
        }
        return result;
    }

    private KycResult submit(KycProfile profile, ProfileChanges.Change change, PersonalData data) {
        String tenantId = profile.tenantId();
        KycRefusal stopped = KycRefusal.stopping(profile);
        if (stopped != null) {
            return KycResult.refused(stopped);
        }
        if (tiers.isClosedTo(tenantId, data.residence())) {
            return KycResult.refused(KycRefusal.KYC_COUNTRY_NOT_SERVED);
        }
        if (data.age(LocalDate.ofInstant(change.now(), ZoneOffset.UTC)) < tiers.leastAge(tenantId, data.residence())) {
            return KycResult.refused(KycRefusal.KYC_TOO_YOUNG);
        }
        Standing told = profile.standing().livingIn(data.residence()).met(Requirement.PERSONAL_DATA);
        KycProfile after = switch (profile) {
            case KycProfile.Pending pending -> isStanding(profile) ? profile : advance(pending, told, change);
            case KycProfile.Rejected rejected -> isStanding(profile) ? profile : rejected.given(told, change.now());
            case KycProfile.Expired expired -> isStanding(profile) ? profile : expired.given(told, change.now());
            case KycProfile.InReview review -> profile;
            case KycProfile.ManualReview review -> profile;
            case KycProfile.Approved approved -> isStanding(profile) ? profile : approved.given(told, change.now());
            case KycProfile.Suspended suspended -> profile;
            case KycProfile.Closed closed -> profile;
        };
        if (after == profile) {
            return KycResult.refused(KycRefusal.KYC_DATA_VERIFIED);
        }
        persons.save(change.unit(), tenantId, profile.userId(), data);
        screening.request(change.unit(), tenantId, profile.userId());
        return change.save(after, ProfileEntry.Act.DATA_SUBMITTED, null);
    }

    /** Whether a tier was granted on it, and no reviewer has asked for it anew. */
    private static boolean isStanding(KycProfile profile) {
        boolean isAskedFor = profile instanceof KycProfile.Pending pending && pending.asked() != null;
        return !isAskedFor
                && profile.standing().tier() != KycTier.NONE
                && profile.standing().met().contains(Requirement.PERSONAL_DATA);
    }

    private KycProfile advance(KycProfile.Pending pending, Standing told, ProfileChanges.Change change) {
        KycTier requested = pending.requested();
        return requested != null && isComplete(told, requested)
                ? pending.review(
                        told,
                        requested,
                        change.now(),
                        change.now().plus(settings.of(told.tenantId()).dueIn()))
                : pending.given(told, change.now());
    }

    private boolean isComplete(Standing told, KycTier requested) {
        return told.missing(tiers.needed(told.tenantId(), requested, told.country())).stream()
                .noneMatch(Requirement::isGivenByApplicant);
    }
}
