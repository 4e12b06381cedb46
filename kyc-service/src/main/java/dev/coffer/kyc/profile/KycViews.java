package dev.coffer.kyc.profile;

import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.permission.Owned;
import java.time.Instant;
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
    record ProfileView(KycTier tier, String state, @Nullable KycTier requestedTier, Instant updatedAt) {

        static ProfileView of(KycProfile profile) {
            return new ProfileView(profile.tier(), profile.state(), profile.requestedTier(), profile.updatedAt());
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

    record StartVerificationInput(KycTier tier) {}

    record DecideReviewInput(String userId, boolean approve) {}
}
