package dev.coffer.payment.ledger;

import dev.coffer.core.money.Currency;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The wallets as last committed. A wallet of another tenant is not there. */
public interface Wallets {

    int MAX_PAGE = 100;
    int MAX_BATCH = 1_000;

    @Nullable
    Wallet find(String tenantId, String walletId);

    /**
     * Those of {@code walletIds} that exist, in no order, with one read.
     *
     * @param walletIds at most {@value #MAX_BATCH}; what is no id of a wallet at all is passed over
     */
    List<Wallet> find(String tenantId, Collection<String> walletIds);

    /** The wallet of this owner in this currency and category, or null. */
    @Nullable
    Wallet find(String tenantId, WalletOwner owner, Currency currency, String category);

    /** All wallets of these owners, in no order; for batches of entity look-ups. */
    List<Wallet> ofOwners(String tenantId, Collection<WalletOwner> owners);

    /**
     * A page of the tenant's wallets by id, which is by time of opening.
     *
     * @param afterId exclusive, or null to begin at the first
     * @param limit 1 to {@value #MAX_PAGE} + 1
     */
    List<Wallet> page(String tenantId, @Nullable String afterId, int limit);
}
