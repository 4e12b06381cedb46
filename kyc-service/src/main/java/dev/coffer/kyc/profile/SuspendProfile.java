package dev.coffer.kyc.profile;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.kyc.screening.SuspectProfiles;
import java.util.function.BiFunction;

/** Takes a user's tier out of force while there is a suspicion, gives it back, and writes notes. For staff, never about themselves. */
final class SuspendProfile implements SuspectProfiles {

    /** Whoever is suspected of being on a list is not told so. */
    private static final String UNDER_REVIEW = "Your account is under review.";

    private final ProfileChanges changes;

    SuspendProfile(ProfileChanges changes) {
        this.changes = changes;
    }

    /** One that is suspended already stays as it is. @param reason which the user is shown */
    KycResult suspend(Caller caller, String userId, String reason) {
        return change(caller, userId, (profile, change) -> suspended(profile, change, reason));
    }

    private static KycResult suspended(KycProfile profile, ProfileChanges.Change change, String reason) {
        return switch (profile) {
            case KycProfile.Live live ->
                change.save(live.suspend(reason, change.now()), ProfileEntry.Act.SUSPENDED, reason);
            case KycProfile.Suspended suspended -> new KycResult.Done(suspended);
            case KycProfile.Closed closed -> KycResult.refused(KycRefusal.KYC_PROFILE_CLOSED);
        };
    }

    @Override
    public void suspend(UnitOfWork unit, String tenantId, String userId, String by, String note) {
        changes.of(unit, tenantId, userId, by, (profile, change) -> {
            noted(profile, change, note);
            return suspended(profile, change, UNDER_REVIEW);
        });
    }

    @Override
    public void note(UnitOfWork unit, String tenantId, String userId, String by, String note) {
        changes.of(unit, tenantId, userId, by, (profile, change) -> noted(profile, change, note));
    }

    KycResult restore(Caller caller, String userId, String reason) {
        return change(caller, userId, (profile, change) -> switch (profile) {
            case KycProfile.Suspended suspended ->
                change.save(suspended.restore(change.now()), ProfileEntry.Act.RESTORED, reason);
            case KycProfile.Live live -> KycResult.refused(KycRefusal.KYC_NOT_SUSPENDED);
            case KycProfile.Closed closed -> KycResult.refused(KycRefusal.KYC_PROFILE_CLOSED);
        });
    }

    /** Stands in the history, which the user is not shown. */
    KycResult note(Caller caller, String userId, String text) {
        return change(caller, userId, (profile, change) -> noted(profile, change, text));
    }

    /** Nothing is written any more of somebody whose texts were erased. */
    private static KycResult noted(KycProfile profile, ProfileChanges.Change change, String text) {
        return profile instanceof KycProfile.Closed
                ? KycResult.refused(KycRefusal.KYC_PROFILE_CLOSED)
                : change.note(text);
    }

    private KycResult change(
            Caller caller, String userId, BiFunction<KycProfile, ProfileChanges.Change, KycResult> decision) {
        return caller.userId().equals(userId)
                ? KycResult.refused(KycRefusal.KYC_NOT_BY_APPLICANT)
                : changes.of(caller.tenantId(), userId, caller.userId(), (profile, change) -> {
                    change.requireKnown();
                    return decision.apply(profile, change);
                });
    }
}
