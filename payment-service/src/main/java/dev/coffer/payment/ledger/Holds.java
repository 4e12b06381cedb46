package dev.coffer.payment.ledger;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The holds as last committed. A hold of another tenant is not there. */
public interface Holds {

    /** The most that one call answers: a page and one more, to know whether there is another. */
    int MAX_PAGE = 101;

    /** A hold whose time is over and that still sets money aside. */
    record Due(String tenantId, String id) {}

    @Nullable
    Hold find(String tenantId, String holdId);

    /**
     * Holds that set money aside in these wallets, newest first, those that are over included.
     *
     * @param walletIds of this tenant
     */
    List<Hold> ofWallets(String tenantId, Collection<String> walletIds, Transfers.TransferBounds bounds);

    /** Some whose time was over at {@code now}, the longest over first, of all tenants. */
    List<Due> due(Instant now, int limit);
}
