package dev.coffer.bonus.referral;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.bonus.player.Devices;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of {@code referral.graphqls}. */
@DgsComponent
class ReferralFetcher {

    private final ShowReferrals show;
    private final EnterReferral enterReferral;

    ReferralFetcher(ShowReferrals show, EnterReferral enterReferral) {
        this.show = show;
        this.enterReferral = enterReferral;
    }

    @GraphQlName("ReferralCode")
    record CodeView(String value, int joined, int qualified) {}

    @GraphQlName("Referral")
    record ReferralView(
            String userId,
            String referrerId,
            Referral.State state,
            Instant at,
            @Nullable Instant qualifiedAt) {

        static ReferralView of(Referral referral) {
            return new ReferralView(
                    referral.userId(), referral.referrerId(), referral.state(), referral.at(), referral.qualifiedAt());
        }
    }

    @GraphQlName("ReferralBelow")
    record BelowView(int level, ReferralView referral) {}

    @GraphQlName("ReferralTree")
    record TreeView(@Nullable ReferralView by, List<BelowView> below, boolean isCut) {}

    record EnterInput(String referralCode, @Nullable String deviceId, String idempotencyKey) {

        void require() {
            FieldChecks checks = new FieldChecks();
            checks.read("input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
            checks.read("input.deviceId", () -> Devices.checked(deviceId));
            checks.require();
        }
    }

    @DgsQuery
    CodeView referralCode(DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        ShowReferrals.Code code = show.code(caller.tenantId(), caller.userId());
        return new CodeView(code.code(), code.joined(), code.qualified());
    }

    @DgsQuery
    TreeView referralTree(
            @InputArgument String userId,
            @InputArgument @Nullable Integer levels,
            DgsDataFetchingEnvironment environment) {
        int depth = levels == null ? Referral.MOST_LEVELS : Math.clamp(levels, 1, Referral.MOST_LEVELS);
        ShowReferrals.Tree tree = show.tree(Callers.caller(environment).tenantId(), userId, depth);
        return new TreeView(
                tree.by() == null ? null : ReferralView.of(tree.by()),
                tree.below().stream()
                        .map(one -> new BelowView(one.level(), ReferralView.of(one.referral())))
                        .toList(),
                tree.isCut());
    }

    @DgsMutation
    Object enterReferralCode(@InputArgument EnterInput input, DgsDataFetchingEnvironment environment) {
        input.require();
        Caller caller = Callers.caller(environment);
        return switch (enterReferral.enter(
                caller.tenantId(), caller.userId(), input.referralCode(), input.deviceId())) {
            case ReferralResult.Entered entered -> ReferralView.of(entered.referral());
            case ReferralResult.Refused(ReferralRefusal code) -> Refusal.of(code, code.meaning());
        };
    }
}
