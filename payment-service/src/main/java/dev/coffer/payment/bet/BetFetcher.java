package dev.coffer.payment.bet;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsData;
import com.netflix.graphql.dgs.DgsQuery;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.transfer.TransferView;
import dev.coffer.payment.wallet.WalletView;
import graphql.schema.DataFetchingEnvironment;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What {@code bet.graphqls} has to read. */
@DgsComponent
class BetFetcher {

    private final FindBets findBets;
    private final Transfers transfers;

    BetFetcher(FindBets findBets, Transfers transfers) {
        this.findBets = findBets;
        this.transfers = transfers;
    }

    @DgsQuery
    BetView bet(@InputArgument String id, DataFetchingEnvironment environment) {
        return new BetView(findBets.readable(Callers.caller(environment), id));
    }

    @DgsData(parentType = "Wallet", field = "bets")
    Connection<BetView> ofWallet(
            @InputArgument @Nullable Integer first,
            @InputArgument @Nullable String after,
            @InputArgument @Nullable Integer last,
            @InputArgument @Nullable String before,
            DataFetchingEnvironment environment) {
        WalletView wallet = Objects.requireNonNull(environment.<WalletView>getSource());
        return findBets.page(wallet.wallet(), PageRequest.of(first, after, last, before))
                .map(BetView::new);
    }

    /** One read for each bet: a bet is settled as often as its game wants, and each list is cut off by itself. */
    @DgsData(parentType = "Bet")
    List<TransferView> transfers(DataFetchingEnvironment environment) {
        BetView view = Objects.requireNonNull(environment.<BetView>getSource());
        return TransferView.of(transfers.ofBet(view.bet().key()), view.foreseen());
    }
}
