package dev.coffer.payment.credit;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.transfer.LedgerRefusals;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.transfer.TransferView;
import dev.coffer.payment.wallet.OperatorRefusal;
import dev.coffer.payment.wallet.Reasons;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The mutation of {@code credit.graphqls}. */
@DgsComponent
class CreditFetcher {

    private static final String WALLET = "input.walletId";
    private static final String LIMIT = "input.limit";
    private static final String REASON = "input.reason";
    private static final String KEY = "input.idempotencyKey";

    private final GrantCredit grantCredit;
    private final Currencies currencies;

    CreditFetcher(GrantCredit grantCredit, Currencies currencies) {
        this.grantCredit = grantCredit;
        this.currencies = currencies;
    }

    record SetCreditLimitInput(
            String walletId,
            @Nullable MoneyInput limit,
            String reason,
            String idempotencyKey,
            @Nullable Boolean dryRun) {

        GrantCredit.Order order(Caller caller, Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            MoneyInput typed = limit;
            Money money = typed == null ? null : checks.read(LIMIT, () -> limit(typed, currencies));
            String why = checks.read(REASON, () -> Reasons.require(reason, REASON));
            String key = checks.read(KEY, () -> IdempotencyKeys.require(idempotencyKey, KEY));
            checks.require();
            return new GrantCredit.Order(
                    caller, walletId, money, Objects.requireNonNull(why), Objects.requireNonNull(key), Mode.of(dryRun));
        }

        private static Money limit(MoneyInput typed, Currencies currencies) {
            Money money = typed.toMoney(currencies, LIMIT);
            if (money.isNegative()) {
                throw CodedException.invalid(LIMIT, "A credit limit is zero or more, not " + money + ".");
            }
            return money;
        }
    }

    @DgsMutation
    Object setCreditLimit(@InputArgument SetCreditLimitInput input, DataFetchingEnvironment environment) {
        GrantCredit.Order order = input.order(Callers.caller(environment), currencies);
        return switch (grantCredit.grant(order)) {
            case GrantCredit.Result.Decided(PostResult.Posted(Transfer transfer)) ->
                TransferView.of(transfer, order.mode());
            case GrantCredit.Result.Decided(PostResult.Refused refused) ->
                LedgerRefusals.refusal(refused, WALLET, LIMIT);
            case GrantCredit.Result.NotByOwner() -> OperatorRefusal.FOUR_EYES_NEEDED.refusal(WALLET);
        };
    }
}
