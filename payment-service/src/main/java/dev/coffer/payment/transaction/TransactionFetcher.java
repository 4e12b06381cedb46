package dev.coffer.payment.transaction;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.payment.wallet.FindWallets;
import dev.coffer.payment.wallet.WalletView;
import graphql.schema.DataFetchingEnvironment;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The fields of {@code transaction.graphqls}. */
@DgsComponent
class TransactionFetcher {

    private final FindWallets findWallets;
    private final ReadBook readBook;

    TransactionFetcher(FindWallets findWallets, ReadBook readBook) {
        this.findWallets = findWallets;
        this.readBook = readBook;
    }

    @DgsData(parentType = "Wallet", field = "transactions")
    Connection<TransactionView> ofWallet(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        WalletView wallet = Objects.requireNonNull(environment.<WalletView>getSource());
        return readBook.page(wallet.wallet(), PageRequest.of(first, after, last, before));
    }

    @DgsQuery
    Connection<TransactionView> transactions(
            @InputArgument String walletId,
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        PageRequest request = PageRequest.of(first, after, last, before);
        return readBook.page(findWallets.readable(Callers.caller(environment), walletId), request);
    }
}
