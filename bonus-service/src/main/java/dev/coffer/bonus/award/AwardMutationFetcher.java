package dev.coffer.bonus.award;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsDataFetchingEnvironment;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.GraphQlName;
import dev.coffer.core.graphql.MoneyView;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.graphql.WellFormedText;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What players and operators do with bonuses; see {@code award-changes.graphqls}. */
@DgsComponent
class AwardMutationFetcher {

    private static final int MAX_REASON = 500;
    private static final Duration LONGEST = Duration.ofDays(366);

    private final ChangeAward change;
    private final Awards awards;
    private final Clock clock;

    AwardMutationFetcher(ChangeAward change, Awards awards, Clock clock) {
        this.change = change;
        this.awards = awards;
        this.clock = clock;
    }

    /** What the player would lose. */
    @GraphQlName("ForfeitPreview")
    record ForfeitPreview(BonusView bonus, MoneyView lost, boolean canForfeit) {}

    record ForfeitBonusInput(String bonusId) {}

    record CancelBonusInput(String bonusId, String reason) {}

    record ExtendBonusInput(String bonusId, Instant until) {}

    record ApproveBonusInput(String bonusId) {}

    record DeclineBonusInput(String bonusId, String reason) {}

    @DgsQuery
    ForfeitPreview previewForfeit(@InputArgument String bonusId, DgsDataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        Award award = awards.find(caller.tenantId(), bonusId);
        if (award == null) {
            throw CodedException.notFound("bonus", bonusId);
        }
        ChangeAward.requireOwn(caller, award);
        Money lost = new Money(award.money().held(), award.value().currency());
        return new ForfeitPreview(BonusView.of(award), MoneyView.of(lost), award.isOpen());
    }

    @DgsMutation
    Object forfeitBonus(@InputArgument ForfeitBonusInput input, DgsDataFetchingEnvironment environment) {
        return answer(change.forfeit(Callers.caller(environment), input.bonusId()));
    }

    @DgsMutation
    Object cancelBonus(@InputArgument CancelBonusInput input, DgsDataFetchingEnvironment environment) {
        return answer(change.cancel(Callers.caller(environment), input.bonusId(), checked(input.reason())));
    }

    @DgsMutation
    Object extendBonus(@InputArgument ExtendBonusInput input, DgsDataFetchingEnvironment environment) {
        Instant now = clock.instant();
        if (!input.until().isAfter(now) || input.until().isAfter(now.plus(LONGEST))) {
            throw CodedException.invalid(
                    "input.until",
                    "A bonus lasts to a time that lies ahead, by at most " + LONGEST.toDays() + " days.");
        }
        return answer(change.extend(Callers.caller(environment), input.bonusId(), input.until()));
    }

    @DgsMutation
    Object approveBonus(@InputArgument ApproveBonusInput input, DgsDataFetchingEnvironment environment) {
        return answer(change.approve(Callers.caller(environment), input.bonusId()));
    }

    @DgsMutation
    Object declineBonus(@InputArgument DeclineBonusInput input, DgsDataFetchingEnvironment environment) {
        return answer(change.decline(Callers.caller(environment), input.bonusId(), checked(input.reason())));
    }

    private static String checked(String reason) {
        if (reason.isBlank() || reason.length() > MAX_REASON) {
            throw CodedException.invalid("input.reason", "A reason has 1 to " + MAX_REASON + " characters.");
        }
        return WellFormedText.require(reason, "input.reason");
    }

    private static Object answer(ChangeAward.Result result) {
        return switch (result) {
            case ChangeAward.Result.Changed changed -> BonusView.of(changed.award());
            case ChangeAward.Result.Refused refused ->
                Refusal.of(refused.code(), refused.code().meaning());
        };
    }
}
