package dev.coffer.payment.monitor;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.payment.ledger.Wallet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Who watches which wallet. */
interface Monitors {

    /** How many of each source one wallet may have. */
    int MOST_PER_WALLET = 10;

    /** Those of a wallet, oldest first. */
    List<BalanceMonitor> of(Wallet wallet);

    /**
     * Adds it, or finds one that says the same. Exact, however many ask at once.
     *
     * @return null when the wallet has as many of that source as it may
     * @throws dev.coffer.core.errors.CodedException UNAVAILABLE
     */
    @Nullable
    BalanceMonitor add(Wallet wallet, BalanceMonitor monitor);

    /** @return whether it was there */
    boolean remove(Wallet wallet, String monitorId, MonitorSource source);

    /** Those of these wallets, by wallet, as the transaction sees them. Wallets without any are left out. */
    Map<String, List<BalanceMonitor>> of(UnitOfWork unit, Collection<String> walletIds);

    /** Notes these in the transaction. @return those that were not noted before */
    List<Crossing> note(UnitOfWork unit, List<Crossing> crossings);
}
