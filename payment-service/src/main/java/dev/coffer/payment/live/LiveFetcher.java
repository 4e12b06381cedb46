package dev.coffer.payment.live;

import com.netflix.graphql.dgs.DgsComponent;
import com.netflix.graphql.dgs.DgsSubscription;
import com.netflix.graphql.dgs.InputArgument;
import dev.coffer.core.graphql.Callers;
import dev.coffer.core.graphql.LiveEvents;
import dev.coffer.payment.transfer.TransferView;
import dev.coffer.payment.wallet.WalletView;
import graphql.schema.DataFetchingEnvironment;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/** The subscriptions of {@code live.graphqls}. */
@DgsComponent
class LiveFetcher {

    private final FollowWallets followWallets;
    private final FollowTransfers followTransfers;
    private final LiveEvents events;

    LiveFetcher(FollowWallets followWallets, FollowTransfers followTransfers, LiveEvents events) {
        this.followWallets = followWallets;
        this.followTransfers = followTransfers;
        this.events = events;
    }

    @DgsSubscription
    Publisher<WalletView> walletChanged(@InputArgument @Nullable String walletId, DataFetchingEnvironment environment) {
        return events.of(
                followWallets.follow(Callers.caller(environment), walletId).map(WalletView::new), environment);
    }

    @DgsSubscription
    Publisher<TransferView> transferChanged(DataFetchingEnvironment environment) {
        return events.of(followTransfers.follow(Callers.caller(environment)).map(TransferView::of), environment);
    }
}
