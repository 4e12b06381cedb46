package dev.coffer.kyc.profile;

import dev.coffer.core.identity.Caller;
import org.jspecify.annotations.Nullable;

/** Says which reviewer has a review. Nobody gets their own, and nobody one that they have approved already. */
final class ClaimReview {

    private final ProfileChanges changes;

    ClaimReview(ProfileChanges changes) {
        this.changes = changes;
    }

    /** Takes it out of the queue. Whoever has it already has it still. */
    KycResult claim(Caller caller, String userId) {
        return changes.of(caller.tenantId(), userId, caller.userId(), (profile, change) -> switch (profile) {
            case KycProfile.InReview review -> {
                KycRefusal refusal = refusal(caller.userId(), profile, review.request());
                yield refusal != null
                        ? KycResult.refused(refusal)
                        : change.save(review.claim(caller.userId(), change.now()), ProfileEntry.Act.CLAIMED, null);
            }
            case KycProfile.ManualReview review ->
                review.reviewerId().equals(caller.userId())
                        ? new KycResult.Done(review)
                        : KycResult.refused(KycRefusal.KYC_REVIEW_CLAIMED);
            case KycProfile.Pending pending -> KycResult.refused(KycRefusal.KYC_NOTHING_IN_REVIEW);
            case KycProfile.Decided decided -> KycResult.refused(KycRefusal.KYC_NOTHING_IN_REVIEW);
            case KycProfile.Suspended suspended -> KycResult.refused(KycRefusal.KYC_NOTHING_IN_REVIEW);
            case KycProfile.Closed closed -> KycResult.refused(KycRefusal.KYC_NOTHING_IN_REVIEW);
        });
    }

    /** Puts it back into the queue. */
    KycResult release(Caller caller, String userId) {
        return changes.of(
                caller.tenantId(),
                userId,
                caller.userId(),
                (profile, change) -> HeldReview.of(
                        profile,
                        caller,
                        review -> change.save(review.release(change.now()), ProfileEntry.Act.RELEASED, null)));
    }

    /** Gives it to somebody else, also when another reviewer has it. */
    KycResult reassign(Caller caller, String userId, String reviewerId) {
        return changes.of(caller.tenantId(), userId, caller.userId(), (profile, change) -> {
            if (!(profile instanceof KycProfile.ManualReview review)) {
                return KycResult.refused(KycRefusal.KYC_NOTHING_IN_REVIEW);
            }
            KycRefusal refusal = refusal(reviewerId, profile, review.request());
            return refusal != null
                    ? KycResult.refused(refusal)
                    : change.save(review.reassign(reviewerId, change.now()), ProfileEntry.Act.REASSIGNED, reviewerId);
        });
    }

    private static @Nullable KycRefusal refusal(String reviewerId, KycProfile profile, Request request) {
        if (reviewerId.equals(profile.userId())) {
            return KycRefusal.KYC_NOT_BY_APPLICANT;
        }
        return reviewerId.equals(request.approvedBy()) ? KycRefusal.KYC_SECOND_PERSON_NEEDED : null;
    }
}
