package dev.coffer.payment.deposit;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.provider.PaymentMethod;
import dev.coffer.payment.transfer.LedgerRefusals;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.wallet.Reasons;
import graphql.schema.DataFetchingEnvironment;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code deposit.graphqls}. */
@DgsComponent
class DepositFetcher {

    private static final String DEPOSIT = "input.depositId";

    private final MakeDeposit makeDeposit;
    private final SettleDeposit settleDeposit;
    private final FindDeposits findDeposits;
    private final Currencies currencies;

    DepositFetcher(
            MakeDeposit makeDeposit, SettleDeposit settleDeposit, FindDeposits findDeposits, Currencies currencies) {
        this.makeDeposit = makeDeposit;
        this.settleDeposit = settleDeposit;
        this.findDeposits = findDeposits;
        this.currencies = currencies;
    }

    record DepositInput(
            String walletId,
            MoneyInput amount,
            @Nullable String paymentMethod,
            String idempotencyKey,
            @Nullable Boolean dryRun) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        MakeDeposit.Order order(Caller caller, Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            Money money = checks.read("input.amount", () -> amount.toPositiveMoney(currencies, "input.amount"));
            String key = checks.read(
                    "input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
            String token = paymentMethod;
            PaymentMethod method = token == null
                    ? null
                    : checks.read("input.paymentMethod", () -> PaymentMethod.parse(token, "input.paymentMethod"));
            checks.require();
            return new MakeDeposit.Order(
                    caller,
                    walletId,
                    Objects.requireNonNull(money),
                    method,
                    Objects.requireNonNull(key),
                    Mode.of(dryRun));
        }

        /** Leaves the payment method out: whoever has it may be able to charge it. */
        @Override
        public String toString() {
            return "DepositInput[" + walletId + ", " + amount + "]";
        }
    }

    @DgsQuery(field = "deposit")
    DepositView one(@InputArgument String id, DataFetchingEnvironment environment) {
        return DepositView.of(findDeposits.readable(Callers.caller(environment), id), Mode.FOR_REAL);
    }

    record DepositFilter(
            @Nullable DepositStatus status,
            @Nullable Boolean onlyStuck,
            @Nullable String userId,
            @Nullable String walletId,
            @Nullable Instant from,
            @Nullable Instant to) {

        /** @throws CodedException INVALID_INPUT when the times are not in order */
        Deposits.Filter filter() {
            if (from != null && to != null && !from.isBefore(to)) {
                throw CodedException.invalid(
                        "filter.from", "The start " + from + " must lie before the end " + to + ".");
            }
            return new Deposits.Filter(status, Boolean.TRUE.equals(onlyStuck), userId, walletId, from, to);
        }
    }

    @DgsQuery
    Connection<DepositView> deposits(
            @InputArgument @Nullable DepositFilter filter,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        Deposits.Filter wanted = filter == null ? Deposits.Filter.ALL : filter.filter();
        return findDeposits
                .page(Callers.caller(environment), wanted, PageRequest.of(first, after, last, before))
                .map(deposit -> DepositView.of(deposit, Mode.FOR_REAL));
    }

    @DgsMutation
    Object deposit(@InputArgument DepositInput input, DataFetchingEnvironment environment) {
        return switch (makeDeposit.deposit(input.order(Callers.caller(environment), currencies))) {
            case MakeDeposit.Result.Made(Deposit deposit) -> DepositView.of(deposit, Mode.of(input.dryRun()));
            case MakeDeposit.Result.Refused(LedgerRefusal code, String message, Integer seconds) ->
                LedgerRefusals.refusal(code, message, seconds, "input.walletId");
        };
    }

    record SettleDepositInput(String depositId, SettleDeposit.Outcome outcome, String reason) {}

    @DgsMutation
    Object settleDeposit(@InputArgument SettleDepositInput input, DataFetchingEnvironment environment) {
        String why = Reasons.require(input.reason(), "input.reason");
        SettleDeposit.Order order =
                new SettleDeposit.Order(Callers.caller(environment), input.depositId(), input.outcome(), why);
        return switch (settleDeposit.settle(order, DEPOSIT)) {
            case SettleDeposit.Result.Standing(Deposit deposit) -> DepositView.of(deposit, Mode.FOR_REAL);
            case SettleDeposit.Result.Refused(RefusalCode code, String message) -> Refusal.of(code, message, DEPOSIT);
        };
    }
}
