package dev.coffer.kyc.profile;

import dev.coffer.core.graphql.Refusal;
import dev.coffer.kyc.profile.KycViews.ProfileView;
import dev.coffer.kyc.tier.Tiers;

/** A {@link KycResult} as the unions of the schema have it. */
final class Answers {

    private Answers() {}

    /** @param field of the input that a refusal is about */
    static Object of(KycResult result, Tiers tiers, String field) {
        return switch (result) {
            case KycResult.Done(KycProfile profile) -> ProfileView.of(profile, tiers);
            case KycResult.Refused(KycRefusal code, String message) -> Refusal.of(code, message, field);
        };
    }
}
