package dev.coffer.kyc.profile;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.permission.Owned;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import dev.coffer.kyc.tier.TierTerms;
import dev.coffer.kyc.tier.Tiers;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The GraphQL types of {@code profile.graphqls}. */
final class KycViews {

    private KycViews() {}

    /** What this subgraph knows of a user: the id. */
    @GraphQlName("User")
    record UserView(String id) implements Owned {

        @Override
        public String ownerId() {
            return id;
        }
    }

    @GraphQlName("KycProfile")
    record ProfileView(
            KycTier tier,
            KycState state,
            @Nullable KycTier requestedTier,
            @Nullable String country,
            List<RequirementView> requirements,
            @Nullable String asked,
            @Nullable String reason,
            @Nullable Instant validUntil,
            Instant updatedAt) {

        static ProfileView of(KycProfile profile, Tiers tiers) {
            return of(profile, tiers, Map.of());
        }

        /** @param notes what is to be said of requirements that are not met, in place of what is said to everybody */
        static ProfileView of(KycProfile profile, Tiers tiers, Map<Requirement, String> notes) {
            Standing standing = profile.standing();
            KycTier requested = profile.requestedTier();
            KycTier aim = requested == null ? standing.tier().next() : requested;
            return new ProfileView(
                    profile.tier(),
                    profile.state(),
                    requested,
                    standing.country(),
                    tiers.needed(standing.tenantId(), aim, standing.country()).stream()
                            .map(requirement -> RequirementView.of(requirement, standing, notes))
                            .toList(),
                    profile instanceof KycProfile.Pending pending ? pending.asked() : null,
                    reason(profile),
                    standing.validUntil(),
                    standing.updatedAt());
        }

        private static @Nullable String reason(KycProfile profile) {
            return switch (profile) {
                case KycProfile.Rejected rejected -> rejected.reason();
                case KycProfile.Suspended suspended -> suspended.reason();
                case KycProfile.Pending pending -> null;
                case KycProfile.InReview review -> null;
                case KycProfile.ManualReview review -> null;
                case KycProfile.Approved approved -> null;
                case KycProfile.Expired expired -> null;
                case KycProfile.Closed closed -> null;
            };
        }
    }

    record RequirementView(
            Requirement requirement,
            boolean isMet,
            @Nullable String missing) {

        static RequirementView of(Requirement requirement, Standing standing, Map<Requirement, String> notes) {
            boolean isMet = standing.met().contains(requirement);
            String missing = notes.getOrDefault(requirement, requirement.missing());
            return new RequirementView(requirement, isMet, isMet ? null : missing);
        }
    }

    record LimitView(MoneyView perOperation, MoneyView daily, MoneyView monthly) {

        static LimitView of(TierTerms.Limit limit) {
            return new LimitView(
                    MoneyView.of(limit.perOperation()), MoneyView.of(limit.daily()), MoneyView.of(limit.monthly()));
        }
    }

    record TermsView(
            KycTier tier,
            LimitView deposit,
            LimitView withdrawal,
            @Nullable MoneyView maximumBalance) {

        static TermsView of(TierTerms terms) {
            return new TermsView(
                    terms.tier(),
                    LimitView.of(terms.deposit()),
                    LimitView.of(terms.withdrawal()),
                    terms.maximumBalance() == null ? null : MoneyView.of(terms.maximumBalance()));
        }
    }

    @GraphQlName("KycLimitCheck")
    record LimitCheckView(
            boolean isAllowed,
            KycTier tier,
            MoneyView perOperation,
            @Nullable KycTier neededTier) {

        static LimitCheckView of(CheckLimit.Answer answer) {
            return new LimitCheckView(
                    answer.isAllowed(), answer.tier(), MoneyView.of(answer.perOperation()), answer.neededTier());
        }
    }
}
