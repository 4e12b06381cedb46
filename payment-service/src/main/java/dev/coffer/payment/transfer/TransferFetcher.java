package dev.coffer.payment.transfer;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsMutation;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.errors.FieldChecks;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.money.Currencies;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.Transfers;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;

/** The fields of {@code transfer.graphqls}. */
@DgsComponent
class TransferFetcher {

    private final TransferFunds transferFunds;
    private final FindTransfers findTransfers;
    private final Currencies currencies;

    TransferFetcher(TransferFunds transferFunds, FindTransfers findTransfers, Currencies currencies) {
        this.transferFunds = transferFunds;
        this.findTransfers = findTransfers;
        this.currencies = currencies;
    }

    @DgsQuery
    TransferView transfer(@InputArgument String id, DataFetchingEnvironment environment) {
        return TransferView.of(findTransfers.find(Callers.caller(environment), id));
    }

    @DgsQuery
    Connection<TransferView> transfers(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            @InputArgument @Nullable TransferFilter filter,
            DataFetchingEnvironment environment) {
        PageRequest request = PageRequest.of(first, after, last, before);
        return findTransfers
                .page(
                        Callers.caller(environment),
                        filter == null ? null : filter.walletId(),
                        filter == null ? Transfers.Filter.ALL : filter.filter(currencies),
                        request)
                .map(TransferView::of);
    }

    @DgsMutation
    Object transferFunds(@InputArgument TransferFundsInput input, DataFetchingEnvironment environment) {
        Payment payment = input.toPayment(Callers.caller(environment), currencies, new FieldChecks());
        return switch (transferFunds.transfer(payment, input.mode())) {
            case PostResult.Posted(Transfer transfer) -> TransferView.of(transfer, input.mode());
            case PostResult.Refused(LedgerRefusal code, String message, Integer seconds) ->
                LedgerRefusals.refusal(code, message, seconds, null);
        };
    }
}
