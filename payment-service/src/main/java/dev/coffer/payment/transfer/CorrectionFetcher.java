package dev.coffer.payment.transfer;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.IdempotencyKeys;
import dev.coffer.core.graphql.MoneyInput;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.wallet.OperatorRefusal;
import dev.coffer.payment.wallet.Reasons;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/** What {@code correction.graphqls} has: reversals, adjustments, and what a transfer says of them. */
@DgsComponent
class CorrectionFetcher {

    private static final String AMOUNT = "input.amount";
    private static final String KEY = "input.idempotencyKey";
    private static final String REASON = "input.reason";

    private final TakeBack takeBack;
    private final AdjustWallet adjustWallet;
    private final Currencies currencies;

    CorrectionFetcher(TakeBack takeBack, AdjustWallet adjustWallet, Currencies currencies) {
        this.takeBack = takeBack;
        this.adjustWallet = adjustWallet;
        this.currencies = currencies;
    }

    record ReverseTransferInput(
            String transferId,
            @Nullable MoneyInput amount,
            String reason,
            String idempotencyKey,
            @Nullable Boolean dryRun) {

        TakeBack.Order order(Caller caller, Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            MoneyInput typed = amount;
            Money money = typed == null ? null : checks.read(AMOUNT, () -> typed.toPositiveMoney(currencies, AMOUNT));
            String why = checks.read(REASON, () -> Reasons.require(reason, REASON));
            String key = checks.read(KEY, () -> IdempotencyKeys.require(idempotencyKey, KEY));
            checks.require();
            return new TakeBack.Order(
                    caller,
                    transferId,
                    money,
                    Objects.requireNonNull(why),
                    Objects.requireNonNull(key),
                    Mode.of(dryRun));
        }
    }

    record AdjustWalletInput(
            String walletId,
            AdjustWallet.Direction direction,
            MoneyInput amount,
            String reason,
            String idempotencyKey,
            @Nullable Boolean dryRun) {

        AdjustWallet.Order order(Caller caller, Currencies currencies) {
            FieldChecks checks = new FieldChecks();
            Money money = checks.read(AMOUNT, () -> amount.toPositiveMoney(currencies, AMOUNT));
            String why = checks.read(REASON, () -> Reasons.require(reason, REASON));
            String key = checks.read(KEY, () -> IdempotencyKeys.require(idempotencyKey, KEY));
            checks.require();
            return new AdjustWallet.Order(
                    caller,
                    walletId,
                    direction,
                    Objects.requireNonNull(money),
                    Objects.requireNonNull(why),
                    Objects.requireNonNull(key),
                    Mode.of(dryRun));
        }
    }

    @DgsMutation
    Object reverseTransfer(@InputArgument ReverseTransferInput input, DataFetchingEnvironment environment) {
        TakeBack.Order order = input.order(Callers.caller(environment), currencies);
        return answer(takeBack.takeBack(order), order.mode(), "input.transferId");
    }

    @DgsMutation
    Object adjustWallet(@InputArgument AdjustWalletInput input, DataFetchingEnvironment environment) {
        AdjustWallet.Order order = input.order(Callers.caller(environment), currencies);
        return answer(adjustWallet.adjust(order), order.mode(), "input.walletId");
    }

    /** @param field where the id of what is corrected stood */
    private static Object answer(CorrectionResult result, Mode mode, String field) {
        return switch (result) {
            case CorrectionResult.Booked(Transfer transfer) -> TransferView.of(transfer, mode);
            case CorrectionResult.Refused(LedgerRefusal code, String message) ->
                LedgerRefusals.refusal(code, message, field.equals("input.walletId") ? field : null);
            case CorrectionResult.NotByOwner() -> OperatorRefusal.FOUR_EYES_NEEDED.refusal(field);
        };
    }

    @DgsData(parentType = "Transfer")
    CompletableFuture<@Nullable TransferView> reversal(DataFetchingEnvironment environment) {
        return reversalOf(environment).thenApply(found -> found == null ? null : TransferView.of(found));
    }

    @DgsData(parentType = "Transfer")
    CompletableFuture<TransferStatus> status(DataFetchingEnvironment environment) {
        TransferView transfer = Objects.requireNonNull(environment.<TransferView>getSource());
        if (transfer.isDryRun()) {
            return CompletableFuture.completedFuture(TransferStatus.DRY_RUN);
        }
        return reversalOf(environment)
                .thenApply(found -> found == null ? TransferStatus.COMPLETED : TransferStatus.REVERSED);
    }

    private static CompletableFuture<@Nullable Transfer> reversalOf(DataFetchingEnvironment environment) {
        TransferView transfer = Objects.requireNonNull(environment.<TransferView>getSource());
        DataLoader<ReversalLoader.Asked, @Nullable Transfer> reversals =
                Objects.requireNonNull(environment.getDataLoader(ReversalLoader.NAME));
        return reversals.load(
                new ReversalLoader.Asked(Callers.caller(environment).tenantId(), transfer.id()));
    }
}
