package dev.coffer.kyc.profile;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsEntityFetcher;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.DgsSubscription;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.LiveEvents;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.kyc.person.PersonalData;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.profile.KycViews.LimitCheckView;
import dev.coffer.kyc.profile.KycViews.ProfileView;
import dev.coffer.kyc.profile.KycViews.TermsView;
import dev.coffer.kyc.profile.KycViews.UserView;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Tiers;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The fields of {@code profile.graphqls}. */
@DgsComponent
public class KycFetcher {

    private final FindProfile findProfile;
    private final StartVerification startVerification;
    private final SubmitPersonalData submitPersonalData;
    private final CheckLimit checkLimit;
    private final Persons persons;
    private final Tiers tiers;
    private final MissingNotes notes;
    private final Currencies currencies;
    private final LiveProfiles live;
    private final LiveEvents events;
    private final Clock clock;

    KycFetcher(
            FindProfile findProfile,
            StartVerification startVerification,
            SubmitPersonalData submitPersonalData,
            CheckLimit checkLimit,
            Persons persons,
            Tiers tiers,
            MissingNotes notes,
            Currencies currencies,
            LiveProfiles live,
            LiveEvents events,
            Clock clock) {
        this.findProfile = findProfile;
        this.startVerification = startVerification;
        this.submitPersonalData = submitPersonalData;
        this.checkLimit = checkLimit;
        this.persons = persons;
        this.tiers = tiers;
        this.notes = notes;
        this.currencies = currencies;
        this.live = live;
        this.events = events;
        this.clock = clock;
    }

    record StartVerificationInput(KycTier tier) {}

    @DgsQuery
    ProfileView myKyc(DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return ProfileView.of(
                findProfile.find(caller.tenantId(), caller.userId()),
                tiers,
                notes.of(caller.tenantId(), caller.userId()));
    }

    @DgsQuery
    ProfileView kycProfile(@InputArgument String userId, DgsDataFetchingEnvironment environment) {
        return ProfileView.of(findProfile.find(Callers.caller(environment).tenantId(), userId), tiers);
    }

    @DgsQuery
    @Nullable
    PersonalData myPersonalData(DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return persons.find(caller.tenantId(), caller.userId());
    }

    @DgsQuery
    List<TermsView> kycTiers(DataFetchingEnvironment environment) {
        Caller caller = Callers.find(environment);
        return tiers.terms(caller == null ? null : caller.tenantId()).stream()
                .map(TermsView::of)
                .toList();
    }

    @DgsQuery
    LimitCheckView checkLimit(
            @InputArgument CheckLimit.Operation operation,
            @InputArgument MoneyInput amount,
            DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return LimitCheckView.of(checkLimit.check(
                caller.tenantId(), caller.userId(), operation, amount.toPositiveMoney(currencies, "amount")));
    }

    @DgsMutation
    Object startVerification(@InputArgument StartVerificationInput input, DgsDataFetchingEnvironment environment) {
        return Answers.of(startVerification.start(Callers.caller(environment), input.tier()), tiers, "input.tier");
    }

    @DgsMutation
    Object submitPersonalData(@InputArgument PersonalDataInput input, DgsDataFetchingEnvironment environment) {
        PersonalData data = input.parse(LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC));
        return Answers.of(submitPersonalData.submit(Callers.caller(environment), data), tiers, "input");
    }

    @DgsSubscription
    Publisher<ProfileView> kycChanged(DataFetchingEnvironment environment) {
        return events.of(
                live.follow(Callers.caller(environment)).map(profile -> ProfileView.of(profile, tiers)), environment);
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
                .thenApply(profile -> ProfileView.of(profile, tiers));
    }
}
