package dev.coffer.kyc.profile;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.kyc.person.PersonalData;
import dev.coffer.kyc.risk.RiskFactor;
import dev.coffer.kyc.risk.RiskLevel;
import dev.coffer.kyc.risk.RiskScore;
import dev.coffer.kyc.risk.RiskScores;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code risk.graphqls}, for reviewers. */
@DgsComponent
class RiskFetcher {

    private static final int MAX_REASON = 1_000;

    private final RiskScores risks;
    private final AssignRisk assignRisk;

    RiskFetcher(RiskScores risks, AssignRisk assignRisk) {
        this.risks = risks;
        this.assignRisk = assignRisk;
    }

    @GraphQlName("KycRisk")
    record RiskView(
            String userId,
            RiskLevel level,
            int points,
            RiskLevel computedLevel,
            List<FactorView> factors,
            @Nullable AssignmentView assigned) {

        static RiskView of(String userId, RiskScore score) {
            return new RiskView(
                    userId,
                    score.level(),
                    score.points(),
                    score.computed(),
                    score.factors().stream()
                            .map(one -> new FactorView(one.factor(), one.points(), one.note()))
                            .toList(),
                    AssignmentView.of(score.assigned()));
        }
    }

    record FactorView(RiskFactor factor, int points, String note) {}

    record AssignmentView(RiskLevel level, String byId, String reason, Instant at) {

        static @Nullable AssignmentView of(RiskScore.@Nullable Assigned assigned) {
            return assigned == null
                    ? null
                    : new AssignmentView(assigned.level(), assigned.by(), assigned.reason(), assigned.at());
        }
    }

    record AssignRiskInput(String userId, @Nullable RiskLevel level, String reason) {}

    @DgsQuery
    RiskView kycRisk(@InputArgument String userId, DataFetchingEnvironment environment) {
        return RiskView.of(userId, risks.of(Callers.caller(environment).tenantId(), userId));
    }

    @DgsMutation
    Object assignRisk(@InputArgument AssignRiskInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return switch (assignRisk.assign(caller, input.userId(), input.level(), reason(input.reason()))) {
            case KycResult.Done done -> RiskView.of(input.userId(), risks.of(caller.tenantId(), input.userId()));
            case KycResult.Refused(KycRefusal code, String message) -> Refusal.of(code, message, "input.userId");
        };
    }

    private static String reason(String typed) {
        try {
            return PersonalData.text(typed, MAX_REASON);
        } catch (IllegalArgumentException wrong) {
            throw CodedException.invalid("input.reason", String.valueOf(wrong.getMessage()));
        }
    }
}
