package dev.coffer.kyc.decision;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import graphql.schema.DataFetchingEnvironment;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code decision.graphqls}. */
@DgsComponent
class DecisionFetcher {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 92;
    private static final int PERCENT = 100;

    private final DecisionCounts counts;
    private final Clock clock;

    DecisionFetcher(DecisionCounts counts, Clock clock) {
        this.counts = counts;
        this.clock = clock;
    }

    @GraphQlName("KycStats")
    record StatsView(
            int approved,
            int rejected,
            int byChecks,
            int late,
            @Nullable Integer approvedPercent,
            @Nullable Integer averageSeconds,
            List<DayView> days) {

        static StatsView of(List<DayOfDecisions> days) {
            DayOfDecisions sum =
                    days.stream().reduce(new DayOfDecisions(LocalDate.EPOCH, 0, 0, 0, 0, 0), DayOfDecisions::plus);
            return new StatsView(
                    (int) sum.approved(),
                    (int) sum.rejected(),
                    (int) sum.byChecks(),
                    (int) sum.late(),
                    shared(PERCENT * sum.approved(), sum),
                    shared(sum.seconds(), sum),
                    days.stream().map(DayView::of).toList());
        }
    }

    @GraphQlName("KycDayOfDecisions")
    record DayView(
            String day,
            int approved,
            int rejected,
            int byChecks,
            int late,
            @Nullable Integer averageSeconds) {

        static DayView of(DayOfDecisions one) {
            return new DayView(
                    one.day().toString(),
                    (int) one.approved(),
                    (int) one.rejected(),
                    (int) one.byChecks(),
                    (int) one.late(),
                    shared(one.seconds(), one));
        }
    }

    /** For each decision, rounded down; null where there is none. */
    private static @Nullable Integer shared(long all, DayOfDecisions among) {
        long decided = among.approved() + among.rejected();
        return decided == 0 ? null : Math.toIntExact(Math.floorDiv(all, decided));
    }

    @DgsQuery
    StatsView kycStats(@InputArgument @Nullable Integer days, DataFetchingEnvironment environment) {
        int asked = days == null ? USUAL_DAYS : days;
        if (asked < 1 || asked > MOST_DAYS) {
            throw CodedException.invalid(
                    "days", "There are figures of 1 to " + MOST_DAYS + " days, not " + asked + ".");
        }
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        return StatsView.of(counts.list(Callers.caller(environment).tenantId(), today.minusDays(asked - 1L), today));
    }
}
