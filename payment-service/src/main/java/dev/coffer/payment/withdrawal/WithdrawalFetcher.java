package dev.coffer.payment.withdrawal;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.payment.wallet.WalletView;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code withdrawal.graphqls} has to read. */
@DgsComponent
class WithdrawalFetcher {

    private final FindWithdrawals findWithdrawals;

    WithdrawalFetcher(FindWithdrawals findWithdrawals) {
        this.findWithdrawals = findWithdrawals;
    }

    record WithdrawalFilter(@Nullable WithdrawalStatus status) {}

    @DgsQuery
    WithdrawalView withdrawal(@InputArgument String id, DataFetchingEnvironment environment) {
        return WithdrawalView.of(findWithdrawals.readable(Callers.caller(environment), id));
    }

    @DgsQuery
    Connection<WithdrawalView> withdrawals(
            @InputArgument @Nullable WithdrawalFilter filter,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        WithdrawalStatus status = filter == null ? null : filter.status();
        return findWithdrawals
                .ofTenant(Callers.caller(environment), status, PageRequest.of(first, after, last, before))
                .map(WithdrawalView::of);
    }

    @DgsData(parentType = "Wallet", field = "withdrawals")
    Connection<WithdrawalView> ofWallet(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        WalletView wallet = Objects.requireNonNull(environment.<WalletView>getSource());
        return findWithdrawals
                .ofWallet(Callers.caller(environment), wallet.id(), PageRequest.of(first, after, last, before))
                .map(WithdrawalView::of);
    }
}
