package dev.coffer.payment.ledger;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The bets as last committed. A bet of another tenant is not there. */
public interface Bets {

    /** The most that one call answers: a page and one more, to know whether there is another. */
    int MAX_PAGE = 101;

    @Nullable
    KnownBet find(KnownBet.Key key);

    /**
     * Bets whose stake came from these wallets, newest first. The bounds are of {@link Bet#placedBy}.
     *
     * @param walletIds of this tenant
     */
    List<Bet> ofWallets(String tenantId, Collection<String> walletIds, Transfers.TransferBounds bounds);
}
