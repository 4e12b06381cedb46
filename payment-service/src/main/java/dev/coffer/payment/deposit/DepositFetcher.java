package dev.coffer.payment.deposit;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.LedgerRefusal;
import graphql.schema.DataFetchingEnvironment;

/** The fields of {@code deposit.graphqls}. */
@DgsComponent
class DepositFetcher {

    private final MakeDeposit makeDeposit;
    private final Deposits deposits;
    private final Permissions permissions;
    private final Currencies currencies;

    DepositFetcher(MakeDeposit makeDeposit, Deposits deposits, Permissions permissions, Currencies currencies) {
        this.makeDeposit = makeDeposit;
        this.deposits = deposits;
        this.permissions = permissions;
        this.currencies = currencies;
    }

    record DepositInput(String walletId, MoneyInput amount, String idempotencyKey) {

        MakeDeposit.Order order(Caller caller, Currencies currencies) {
            return new MakeDeposit.Order(
                    caller,
                    walletId,
                    amount.toPositiveMoney(currencies, "input.amount"),
                    IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
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
        return DepositView.of(found);
    }

    @DgsMutation
    Object deposit(@InputArgument DepositInput input, DataFetchingEnvironment environment) {
        return switch (makeDeposit.deposit(input.order(Callers.caller(environment), currencies))) {
            case MakeDeposit.Result.Made(Deposit deposit) -> DepositView.of(deposit);
            case MakeDeposit.Result.Refused(LedgerRefusal code, String message) -> refusal(code, message);
        };
    }

    private static Refusal refusal(LedgerRefusal code, String message) {
        String field = switch (code) {
            case CURRENCY_MISMATCH, AMOUNT_NOT_POSITIVE, BALANCE_OVERFLOW, INSUFFICIENT_FUNDS -> "input.amount";
            case IDEMPOTENCY_KEY_REUSED -> "input.idempotencyKey";
            case WALLET_FROZEN, WALLET_CLOSED, WALLET_NOT_FOUND, WALLET_NOT_EMPTY, HOUSE_ACCOUNT_STAYS, SAME_WALLET ->
                "input.walletId";
        };
        return Refusal.of(code, message, field);
    }
}
