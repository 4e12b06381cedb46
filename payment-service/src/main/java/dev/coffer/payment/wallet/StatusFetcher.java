package dev.coffer.payment.wallet;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.Refusal;
import dev.coffer.payment.ledger.Wallet;
import graphql.schema.DataFetchingEnvironment;

/** The mutations of {@code wallet.graphqls} that change what may happen to a wallet. */
@DgsComponent
class StatusFetcher {

    private final ChangeStatus changeStatus;

    StatusFetcher(ChangeStatus changeStatus) {
        this.changeStatus = changeStatus;
    }

    record FreezeWalletInput(String walletId, String reason) {}

    record UnfreezeWalletInput(String walletId, String reason) {}

    record CloseWalletInput(String walletId) {}

    @DgsMutation
    Object freezeWallet(@InputArgument FreezeWalletInput input, DataFetchingEnvironment environment) {
        return freeze(input.walletId(), true, input.reason(), environment);
    }

    @DgsMutation
    Object unfreezeWallet(@InputArgument UnfreezeWalletInput input, DataFetchingEnvironment environment) {
        return freeze(input.walletId(), false, input.reason(), environment);
    }

    private Object freeze(String walletId, boolean frozen, String reason, DataFetchingEnvironment environment) {
        String why = Reasons.require(reason, "input.reason");
        return answer(changeStatus.freeze(Callers.caller(environment), walletId, frozen, why));
    }

    @DgsMutation
    Object closeWallet(@InputArgument CloseWalletInput input, DataFetchingEnvironment environment) {
        return answer(changeStatus.close(Callers.caller(environment), input.walletId()));
    }

    private static Object answer(ChangeStatus.Result result) {
        return switch (result) {
            case ChangeStatus.Result.Changed(Wallet wallet) -> new WalletView(wallet);
            case ChangeStatus.Result.Refused(RefusalCode code, String message) ->
                Refusal.of(code, message, "input.walletId");
        };
    }
}
