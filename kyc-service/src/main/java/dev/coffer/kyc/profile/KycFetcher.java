package dev.coffer.kyc.profile;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.kyc.profile.KycViews.DecideReviewInput;
import dev.coffer.kyc.profile.KycViews.ProfileView;
import dev.coffer.kyc.profile.KycViews.StartVerificationInput;
import dev.coffer.kyc.profile.KycViews.TermsView;
import dev.coffer.kyc.profile.KycViews.UserView;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/** The fields of {@code profile.graphqls}. */
@DgsComponent
public class KycFetcher {

    private final FindProfile findProfile;
    private final StartVerification startVerification;
    private final DecideReview decideReview;
    private final List<TierTerms> terms;

    KycFetcher(
            FindProfile findProfile,
            StartVerification startVerification,
            DecideReview decideReview,
            List<TierTerms> terms) {
        this.findProfile = findProfile;
        this.startVerification = startVerification;
        this.decideReview = decideReview;
        this.terms = List.copyOf(terms);
    }

    @DgsQuery
    ProfileView myKyc(DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return ProfileView.of(findProfile.find(caller.tenantId(), caller.userId()));
    }

    @DgsQuery
    ProfileView kycProfile(@InputArgument String userId, DgsDataFetchingEnvironment environment) {
        return ProfileView.of(findProfile.find(Callers.caller(environment).tenantId(), userId));
    }

    @DgsQuery
    List<TermsView> kycTiers() {
        return terms.stream().map(TermsView::of).toList();
    }

    @DgsMutation
    Object startVerification(@InputArgument StartVerificationInput input, DgsDataFetchingEnvironment environment) {
        return switch (startVerification.start(Callers.caller(environment), input.tier())) {
            case StartVerification.Result.Started started -> ProfileView.of(started.profile());
            case StartVerification.Result.Refused refused ->
                Refusal.of(refused.code(), refused.code().meaning(), "input.tier");
        };
    }

    @DgsMutation
    Object decideReview(@InputArgument DecideReviewInput input, DgsDataFetchingEnvironment environment) {
        return switch (decideReview.decide(Callers.caller(environment), input.userId(), input.approve())) {
            case DecideReview.Result.Decided decided -> ProfileView.of(decided.profile());
            case DecideReview.Result.Refused refused ->
                Refusal.of(refused.code(), refused.code().meaning(), "input.userId");
        };
    }

    /** Nothing is read here: the field {@code kyc} authorises and loads. */
    @DgsEntityFetcher(name = "User")
    public UserView user(Map<String, Object> representation) {
        return new UserView(String.valueOf(representation.get("id")));
    }

    @DgsData(parentType = "User")
    CompletableFuture<ProfileView> kyc(DgsDataFetchingEnvironment environment) {
        UserView user = Objects.requireNonNull(environment.<UserView>getSource());
        Caller caller = Callers.caller(environment);
        return environment
                .<ProfileKey, KycProfile>getDataLoader(KycProfileLoader.NAME)
                .load(new ProfileKey(caller.tenantId(), user.id()))
                .thenApply(ProfileView::of);
    }
}
