package dev.coffer.kyc.profile;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.kyc.person.PersonalData;
import dev.coffer.kyc.person.Persons;
import dev.coffer.kyc.tier.KycTier;
import dev.coffer.kyc.tier.Requirement;
import dev.coffer.kyc.tier.Tiers;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The fields of {@code review.graphqls}, for staff. */
@DgsComponent
class ReviewFetcher {

    private static final int MAX_ID = 100;
    private static final int MAX_TEXT = 1_000;
    private static final String USER = "input.userId";

    private final Reviews reviews;
    private final ProfileHistory history;
    private final Persons persons;
    private final ClaimReview claim;
    private final DecideReview decide;
    private final SuspendProfile suspend;
    private final Tiers tiers;
    private final Clock clock;

    ReviewFetcher(
            Reviews reviews,
            ProfileHistory history,
            Persons persons,
            ClaimReview claim,
            DecideReview decide,
            SuspendProfile suspend,
            Tiers tiers,
            Clock clock) {
        this.reviews = reviews;
        this.history = history;
        this.persons = persons;
        this.claim = claim;
        this.decide = decide;
        this.suspend = suspend;
        this.tiers = tiers;
        this.clock = clock;
    }

    @GraphQlName("KycReview")
    record ReviewView(
            String userId,
            KycState state,
            KycTier tier,
            KycTier requestedTier,
            @Nullable String country,
            Instant since,
            Instant dueAt,
            boolean isOverdue,
            @Nullable String reviewerId,
            @Nullable String approvedById) {}

    record ReviewQueueFilter(
            @Nullable KycState state,
            @Nullable KycTier tier,
            @Nullable String reviewerId) {}

    record ReviewInput(String userId) {}

    record ReassignReviewInput(String userId, String reviewerId) {}

    record DecideReviewInput(
            String userId, boolean approve, @Nullable String reason) {}

    record ReviewTextInput(String userId, String text) {}

    record SuspendKycInput(String userId, String reason) {}

    record RecordEvidenceInput(String userId, Requirement requirement, String reference) {}

    @DgsQuery
    Connection<ReviewView> reviewQueue(
            @InputArgument @Nullable ReviewQueueFilter filter,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        Reviews.Filter narrowed = filter == null
                ? new Reviews.Filter(null, null, null)
                : new Reviews.Filter(filter.state(), filter.tier(), filter.reviewerId());
        Instant now = clock.instant();
        return reviews.queue(
                        Callers.caller(environment).tenantId(), narrowed, PageRequest.of(first, after, last, before))
                .map(profile -> view(profile, now));
    }

    private static ReviewView view(KycProfile profile, Instant now) {
        return switch (profile) {
            case KycProfile.InReview review -> view(profile, review.request(), null, now);
            case KycProfile.ManualReview review -> view(profile, review.request(), review.reviewerId(), now);
            case KycProfile.Pending pending -> throw notInReview(profile);
            case KycProfile.Decided decided -> throw notInReview(profile);
            case KycProfile.Suspended suspended -> throw notInReview(profile);
            case KycProfile.Closed closed -> throw notInReview(profile);
        };
    }

    private static IllegalStateException notInReview(KycProfile profile) {
        return new IllegalStateException("A profile in state " + profile.state() + " is in no queue");
    }

    private static ReviewView view(KycProfile profile, Request request, @Nullable String reviewerId, Instant now) {
        return new ReviewView(
                profile.userId(),
                profile.state(),
                profile.tier(),
                request.tier(),
                profile.standing().country(),
                request.since(),
                request.dueAt(),
                now.isAfter(request.dueAt()),
                reviewerId,
                request.approvedBy());
    }

    @DgsQuery
    Connection<ProfileEntry> kycHistory(
            @InputArgument String userId,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        return history.of(Callers.caller(environment).tenantId(), userId, PageRequest.of(first, after, last, before));
    }

    @DgsQuery
    @Nullable
    PersonalData personalDataOf(@InputArgument String userId, DataFetchingEnvironment environment) {
        return persons.find(Callers.caller(environment).tenantId(), userId);
    }

    @DgsMutation
    Object claimReview(@InputArgument ReviewInput input, DataFetchingEnvironment environment) {
        return answer(claim.claim(Callers.caller(environment), id(input.userId(), USER)));
    }

    @DgsMutation
    Object releaseReview(@InputArgument ReviewInput input, DataFetchingEnvironment environment) {
        return answer(claim.release(Callers.caller(environment), id(input.userId(), USER)));
    }

    @DgsMutation
    Object reassignReview(@InputArgument ReassignReviewInput input, DataFetchingEnvironment environment) {
        String reviewerId = id(input.reviewerId(), "input.reviewerId");
        return answer(claim.reassign(Callers.caller(environment), id(input.userId(), USER), reviewerId));
    }

    @DgsMutation
    Object recordEvidence(@InputArgument RecordEvidenceInput input, DataFetchingEnvironment environment) {
        String reference = text(input.reference(), "input.reference");
        return answer(
                decide.see(Callers.caller(environment), id(input.userId(), USER), input.requirement(), reference));
    }

    @DgsMutation
    Object decideReview(@InputArgument DecideReviewInput input, DataFetchingEnvironment environment) {
        String userId = id(input.userId(), USER);
        if (input.approve()) {
            return answer(decide.approve(Callers.caller(environment), userId));
        }
        String reason = text(input.reason() == null ? "" : input.reason(), "input.reason");
        return answer(decide.reject(Callers.caller(environment), userId, reason));
    }

    @DgsMutation
    Object requestMoreInformation(@InputArgument ReviewTextInput input, DataFetchingEnvironment environment) {
        String asked = text(input.text(), "input.text");
        return answer(decide.askMore(Callers.caller(environment), id(input.userId(), USER), asked));
    }

    @DgsMutation
    Object addReviewNote(@InputArgument ReviewTextInput input, DataFetchingEnvironment environment) {
        String note = text(input.text(), "input.text");
        return answer(suspend.note(Callers.caller(environment), id(input.userId(), USER), note));
    }

    @DgsMutation
    Object suspendKyc(@InputArgument SuspendKycInput input, DataFetchingEnvironment environment) {
        String reason = text(input.reason(), "input.reason");
        return answer(suspend.suspend(Callers.caller(environment), id(input.userId(), USER), reason));
    }

    @DgsMutation
    Object restoreKyc(@InputArgument SuspendKycInput input, DataFetchingEnvironment environment) {
        String reason = text(input.reason(), "input.reason");
        return answer(suspend.restore(Callers.caller(environment), id(input.userId(), USER), reason));
    }

    private Object answer(KycResult result) {
        return Answers.of(result, tiers, USER);
    }

    private static String id(String typed, String field) {
        return limited(typed, MAX_ID, field);
    }

    private static String text(String typed, String field) {
        return limited(typed.strip(), MAX_TEXT, field);
    }

    /** @throws CodedException INVALID_INPUT */
    private static String limited(String typed, int most, String field) {
        if (typed.isBlank() || typed.length() > most) {
            throw CodedException.invalid(field, "It must have 1 to " + most + " characters.");
        }
        return typed;
    }
}
