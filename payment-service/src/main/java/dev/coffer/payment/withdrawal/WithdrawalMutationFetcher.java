package dev.coffer.payment.withdrawal;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
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
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.provider.Destination;
import dev.coffer.payment.transfer.LedgerRefusals;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.wallet.Reasons;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The mutations of {@code withdrawal.graphqls}. */
@DgsComponent
class WithdrawalMutationFetcher {

    private static final String TRANSFER = "input.transferId";
    private static final String WITHDRAWAL = "input.withdrawalId";
    private static final String REASON = "input.reason";

    private final MakeWithdrawal makeWithdrawal;
    private final DecideWithdrawal decideWithdrawal;
    private final SettleByHand settleByHand;
    private final Currencies currencies;

    WithdrawalMutationFetcher(
            MakeWithdrawal makeWithdrawal,
            DecideWithdrawal decideWithdrawal,
            SettleByHand settleByHand,
            Currencies currencies) {
        this.makeWithdrawal = makeWithdrawal;
        this.decideWithdrawal = decideWithdrawal;
        this.settleByHand = settleByHand;
        this.currencies = currencies;
    }

    record WithdrawInput(
            String walletId,
            MoneyInput amount,
            String destination,
            String idempotencyKey,
            @Nullable Boolean dryRun) {

        /** @throws CodedException INVALID_INPUT naming every field that is wrong */
        MakeWithdrawal.Order order(Caller caller, Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            Money money = checks.read("input.amount", () -> amount.toPositiveMoney(currencies, "input.amount"));
            Destination where =
                    checks.read("input.destination", () -> Destination.parse(destination, "input.destination"));
            String key = checks.read(
                    "input.idempotencyKey", () -> IdempotencyKeys.require(idempotencyKey, "input.idempotencyKey"));
            checks.require();
            return new MakeWithdrawal.Order(
                    caller,
                    walletId,
                    Objects.requireNonNull(money),
                    Objects.requireNonNull(where),
                    Objects.requireNonNull(key),
                    Mode.of(dryRun));
        }

        /** Leaves the destination out: it says where somebody banks. */
        @Override
        public String toString() {
            return "WithdrawInput[" + walletId + ", " + amount + "]";
        }
    }

    record CancelWithdrawalInput(String withdrawalId) {}

    record ApproveTransferInput(String transferId, @Nullable Boolean dryRun) {}

    record DeclineTransferInput(
            String transferId, String reason, @Nullable Boolean dryRun) {}

    record SettleWithdrawalInput(String withdrawalId, SettleByHand.Outcome outcome, String reason) {}

    @DgsMutation
    Object withdraw(@InputArgument WithdrawInput input, DataFetchingEnvironment environment) {
        return switch (makeWithdrawal.withdraw(input.order(Callers.caller(environment), currencies))) {
            case MakeWithdrawal.Result.Made(Withdrawal withdrawal) ->
                WithdrawalView.of(withdrawal, Mode.of(input.dryRun()));
            case MakeWithdrawal.Result.Refused(LedgerRefusal code, String message, Integer seconds) ->
                LedgerRefusals.refusal(code, message, seconds, "input.walletId");
        };
    }

    @DgsMutation
    Object cancelWithdrawal(@InputArgument CancelWithdrawalInput input, DataFetchingEnvironment environment) {
        return answer(
                decideWithdrawal.cancel(Callers.caller(environment), input.withdrawalId(), WITHDRAWAL),
                Mode.FOR_REAL,
                WITHDRAWAL);
    }

    @DgsMutation
    Object approveTransfer(@InputArgument ApproveTransferInput input, DataFetchingEnvironment environment) {
        Mode mode = Mode.of(input.dryRun());
        return answer(
                decideWithdrawal.approve(Callers.caller(environment), input.transferId(), mode, TRANSFER),
                mode,
                TRANSFER);
    }

    @DgsMutation
    Object declineTransfer(@InputArgument DeclineTransferInput input, DataFetchingEnvironment environment) {
        String why = Reasons.require(input.reason(), REASON);
        Mode mode = Mode.of(input.dryRun());
        return answer(
                decideWithdrawal.decline(Callers.caller(environment), input.transferId(), why, mode, TRANSFER),
                mode,
                TRANSFER);
    }

    @DgsMutation
    Object settleWithdrawal(@InputArgument SettleWithdrawalInput input, DataFetchingEnvironment environment) {
        String why = Reasons.require(input.reason(), REASON);
        return answer(
                settleByHand.settle(
                        new SettleByHand.Order(Callers.caller(environment), input.withdrawalId(), input.outcome(), why),
                        WITHDRAWAL),
                Mode.FOR_REAL,
                WITHDRAWAL);
    }

    private static Object answer(DecideWithdrawal.Result result, Mode mode, String field) {
        return switch (result) {
            case DecideWithdrawal.Result.Standing(Withdrawal withdrawal) -> WithdrawalView.of(withdrawal, mode);
            case DecideWithdrawal.Result.Refused(RefusalCode code, String message) -> Refusal.of(code, message, field);
        };
    }
}
