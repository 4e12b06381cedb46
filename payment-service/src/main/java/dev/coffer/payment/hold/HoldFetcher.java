package dev.coffer.payment.hold;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.payment.ledger.Hold;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.transfer.TransferView;
import dev.coffer.payment.wallet.UserView;
import dev.coffer.payment.wallet.WalletView;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.dataloader.DataLoader;
import org.jspecify.annotations.Nullable;

/** What {@code hold.graphqls} has to read. */
@DgsComponent
class HoldFetcher {

    private final FindHolds findHolds;
    private final Transfers transfers;

    HoldFetcher(FindHolds findHolds, Transfers transfers) {
        this.findHolds = findHolds;
        this.transfers = transfers;
    }

    @DgsQuery
    HoldView hold(@InputArgument String id, DataFetchingEnvironment environment) {
        return new HoldView(findHolds.readable(Callers.caller(environment), id));
    }

    @DgsData(parentType = "Wallet", field = "holds")
    Connection<HoldView> ofWallet(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        WalletView wallet = Objects.requireNonNull(environment.<WalletView>getSource());
        return findHolds
                .page(wallet.wallet(), PageRequest.of(first, after, last, before))
                .map(HoldView::new);
    }

    @DgsData(parentType = "Hold")
    CompletableFuture<PayeeView> payee(DataFetchingEnvironment environment) {
        Hold hold = hold(environment);
        return switch (hold.payee()) {
            case WalletRef.OfHouse(HouseAccount account) ->
                CompletableFuture.completedFuture(new PayeeView(null, null, account));
            case WalletRef.ById(String walletId) -> {
                DataLoader<PayeeLoader.Asked, Wallet> wallets =
                        Objects.requireNonNull(environment.getDataLoader(PayeeLoader.NAME));
                yield wallets.load(new PayeeLoader.Asked(hold.tenantId(), walletId))
                        .thenApply(wallet -> user(walletId, wallet));
            }
        };
    }

    private static PayeeView user(String walletId, @Nullable Wallet wallet) {
        String userId = wallet == null ? null : FindHolds.userId(wallet.owner());
        return new PayeeView(walletId, userId == null ? null : new UserView(userId), null);
    }

    /** One read for each hold: a hold has as many captures as its payee wanted, and each list is cut off by itself. */
    @DgsData(parentType = "Hold")
    List<TransferView> transfers(DataFetchingEnvironment environment) {
        HoldView view = Objects.requireNonNull(environment.<HoldView>getSource());
        Hold hold = view.hold();
        return TransferView.of(transfers.ofHold(hold.tenantId(), hold.id()), view.foreseen());
    }

    private static Hold hold(DataFetchingEnvironment environment) {
        return Objects.requireNonNull(environment.<HoldView>getSource()).hold();
    }
}
