package dev.coffer.kyc.profile;

import dev.coffer.core.identity.Caller;
import java.util.function.Function;

/** Lets only the reviewer who has a review do something with it. */
final class HeldReview {

    private HeldReview() {}

    static KycResult of(KycProfile profile, Caller caller, Function<KycProfile.ManualReview, KycResult> decision) {
        if (caller.userId().equals(profile.userId())) {
            return KycResult.refused(KycRefusal.KYC_NOT_BY_APPLICANT);
        }
        return switch (profile) {
            case KycProfile.ManualReview review ->
                review.reviewerId().equals(caller.userId())
                        ? decision.apply(review)
                        : KycResult.refused(KycRefusal.KYC_REVIEW_CLAIMED);
            case KycProfile.InReview review -> KycResult.refused(KycRefusal.KYC_REVIEW_NOT_CLAIMED);
            case KycProfile.Pending pending -> KycResult.refused(KycRefusal.KYC_NOTHING_IN_REVIEW);
            case KycProfile.Decided decided -> KycResult.refused(KycRefusal.KYC_NOTHING_IN_REVIEW);
            case KycProfile.Suspended suspended -> KycResult.refused(KycRefusal.KYC_NOTHING_IN_REVIEW);
            case KycProfile.Closed closed -> KycResult.refused(KycRefusal.KYC_NOTHING_IN_REVIEW);
        };
    }
}
