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
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.provider.PaymentMethod;
import dev.coffer.payment.transfer.LedgerRefusals;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.wallet.Reasons;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code deposit.graphqls}. */
@DgsComponent
class DepositFetcher {

    private static final String DEPOSIT = "input.depositId";

    private final MakeDeposit makeDeposit;
    private final SettleDeposit settleDeposit;
    private final Deposits deposits;
    private final Permissions permissions;
    private final Currencies currencies;

    DepositFetcher(
            MakeDeposit makeDeposit,
            SettleDeposit settleDeposit,
            Deposits deposits,
            Permissions permissions,
            Currencies currencies) {
        this.makeDeposit = makeDeposit;
        this.settleDeposit = settleDeposit;
        this.deposits = deposits;
        this.permissions = permissions;
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
        Caller caller = Callers.caller(environment);
        Deposit found = deposits.find(caller.tenantId(), id);
        if (found == null || found.state() instanceof DepositState.Refused) {
            throw CodedException.notFound("deposit", id);
        }
        if (!permissions.permits(caller, "wallet", "read", found.userId())) {
            permissions.recordDenial(caller, "wallet", "read", found.userId());
            throw CodedException.notFound("deposit", id);
        }
        return DepositView.of(found, Mode.FOR_REAL);
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
