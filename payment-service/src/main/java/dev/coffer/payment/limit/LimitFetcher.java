package dev.coffer.payment.limit;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.usage.Exclusion;
import dev.coffer.payment.usage.LimitPeriod;
import dev.coffer.payment.usage.LimitScope;
import dev.coffer.payment.usage.LimitSource;
import dev.coffer.payment.usage.LimitedOperation;
import dev.coffer.payment.wallet.OperatorRefusal;
import dev.coffer.payment.wallet.UserView;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code limit.graphqls} has. */
@DgsComponent
class LimitFetcher {

    private static final String MAXIMUM = "input.maximum";

    private final ManageLimits limits;
    private final Currencies currencies;

    LimitFetcher(ManageLimits limits, Currencies currencies) {
        this.limits = limits;
        this.currencies = currencies;
    }

    record SetLimitInput(
            LimitedOperation operation,
            LimitPeriod period,
            @Nullable MoneyInput maximum) {}

    record SetUserLimitInput(
            String userId,
            LimitedOperation operation,
            LimitPeriod period,
            @Nullable MoneyInput maximum) {}

    record SelfExcludeInput(
            Exclusion.@Nullable Kind kind, @Nullable Instant until) {}

    @DgsQuery
    LimitsView myLimits(DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return limits.of(caller.tenantId(), caller.userId());
    }

    @DgsData(parentType = "User", field = "limits")
    LimitsView limitsOfUser(DataFetchingEnvironment environment) {
        UserView user = Objects.requireNonNull(environment.<UserView>getSource());
        return limits.of(Callers.caller(environment).tenantId(), requireUserId(user.id(), "id"));
    }

    @DgsMutation
    Object setLimit(@InputArgument SetLimitInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        return answer(limits.set(
                caller,
                caller.userId(),
                LimitSource.OWN,
                scope(input.operation(), input.period()),
                money(input.maximum())));
    }

    @DgsMutation
    Object setUserLimit(@InputArgument SetUserLimitInput input, DataFetchingEnvironment environment) {
        Caller caller = Callers.caller(environment);
        String userId = requireUserId(input.userId(), "input.userId");
        if (userId.equals(caller.userId())) {
            return OperatorRefusal.FOUR_EYES_NEEDED.refusal("input.userId");
        }
        return answer(limits.set(
                caller, userId, LimitSource.STAFF, scope(input.operation(), input.period()), money(input.maximum())));
    }

    @DgsMutation
    Object selfExclude(@InputArgument SelfExcludeInput input, DataFetchingEnvironment environment) {
        Exclusion.Kind kind = Objects.requireNonNullElse(input.kind(), Exclusion.Kind.SELF_EXCLUSION);
        return answer(limits.exclude(Callers.caller(environment), kind, input.until()));
    }

    private static Object answer(ManageLimits.Result result) {
        return switch (result) {
            case ManageLimits.Result.Holds(LimitsView view) -> view;
            case ManageLimits.Result.Refused(LedgerRefusal code, String message) ->
                Refusal.of(code, message, code == LedgerRefusal.EXCLUSION_STAYS ? "input.until" : MAXIMUM);
        };
    }

    private static LimitScope scope(LimitedOperation operation, LimitPeriod period) {
        if (operation == LimitedOperation.LOSS && period == LimitPeriod.OPERATION) {
            throw CodedException.invalid("input.period", "Losses are limited by day or month.");
        }
        return new LimitScope(operation, period);
    }

    private @Nullable Money money(@Nullable MoneyInput typed) {
        Money money = typed == null ? null : typed.toMoney(currencies, MAXIMUM);
        if (money != null && money.isNegative()) {
            throw CodedException.invalid(MAXIMUM, "A limit is zero or more, not " + money + ".");
        }
        return money;
    }

    private static String requireUserId(String userId, String field) {
        if (userId.isEmpty() || userId.length() > WalletOwner.MAX_USER_ID) {
            throw CodedException.invalid(field, "A user's id has 1 to " + WalletOwner.MAX_USER_ID + " characters.");
        }
        return userId;
    }
}
