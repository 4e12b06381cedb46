package dev.coffer.kyc.screening;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import graphql.schema.DataFetchingEnvironment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code screening.graphqls}, for staff. */
@DgsComponent
class ScreeningFetcher {

    private static final int MAX_ID = 100;
    private static final int MAX_TEXT = 1_000;
    private static final int DECIMALS = 4;

    private final Screenings screenings;
    private final ResolveMatch resolveMatch;

    ScreeningFetcher(Screenings screenings, ResolveMatch resolveMatch) {
        this.screenings = screenings;
        this.resolveMatch = resolveMatch;
    }

    record ScreeningFilter(@Nullable String userId, Screening.@Nullable State state) {}

    record ResolveMatchInput(String screeningId, String matchId, Verdict verdict, String reason) {}

    @GraphQlName("Screening")
    record ScreeningView(
            String id,
            String userId,
            Screening.Cause cause,
            Screening.State state,
            int listVersion,
            Instant at,
            @Nullable Instant screenedAt,
            List<MatchView> matches) {

        static ScreeningView of(Screening screening) {
            return new ScreeningView(
                    screening.id(),
                    screening.userId(),
                    screening.cause(),
                    screening.state(),
                    Math.toIntExact(screening.version()),
                    screening.at(),
                    screening.screenedAt(),
                    screening.matches().stream().map(MatchView::of).toList());
        }
    }

    record MatchView(
            String id,
            String list,
            String entryId,
            String name,
            List<String> names,
            List<String> bornOn,
            List<String> countries,
            String score,
            String nameScore,
            List<String> reasons,
            @Nullable Verdict verdict,
            @Nullable String decidedById,
            @Nullable String decisionReason,
            @Nullable Instant decidedAt) {

        static MatchView of(Match match) {
            Match.Decision decision = match.decision();
            return new MatchView(
                    match.id(),
                    match.list(),
                    match.entryId(),
                    match.name(),
                    match.names(),
                    match.bornOn(),
                    match.countries(),
                    rounded(match.score()),
                    rounded(match.nameScore()),
                    match.reasons(),
                    decision == null ? null : decision.verdict(),
                    decision == null ? null : decision.by(),
                    decision == null ? null : decision.reason(),
                    decision == null ? null : decision.at());
        }

        private static String rounded(double score) {
            return BigDecimal.valueOf(score)
                    .setScale(DECIMALS, RoundingMode.HALF_UP)
                    .toPlainString();
        }
    }

    @DgsQuery
    Connection<ScreeningView> screenings(
            @InputArgument @Nullable ScreeningFilter filter,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        Screenings.Filter narrowed = filter == null
                ? new Screenings.Filter(null, null)
                : new Screenings.Filter(filter.userId(), filter.state());
        return screenings
                .list(Callers.caller(environment).tenantId(), narrowed, PageRequest.of(first, after, last, before))
                .map(ScreeningView::of);
    }

    @DgsMutation
    Object resolveMatch(@InputArgument ResolveMatchInput input, DataFetchingEnvironment environment) {
        String screeningId = limited(input.screeningId(), MAX_ID, "input.screeningId");
        String matchId = limited(input.matchId(), MAX_ID, "input.matchId");
        String reason = limited(input.reason().strip(), MAX_TEXT, "input.reason");
        ResolveMatch.Result result =
                resolveMatch.resolve(Callers.caller(environment), screeningId, matchId, input.verdict(), reason);
        return switch (result) {
            case ResolveMatch.Result.Decided(Screening screening) -> ScreeningView.of(screening);
            case ResolveMatch.Result.Refused(ScreeningRefusal code) ->
                Refusal.of(code, code.meaning(), "input.screeningId");
        };
    }

    /** @throws CodedException INVALID_INPUT */
    private static String limited(String typed, int most, String field) {
        if (typed.isBlank() || typed.length() > most) {
            throw CodedException.invalid(field, "It must have 1 to " + most + " characters.");
        }
        return typed;
    }
}
