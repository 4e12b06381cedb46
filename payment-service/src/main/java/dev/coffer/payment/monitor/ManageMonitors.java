package dev.coffer.payment.monitor;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.money.Money;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.wallet.FindWallets;
import dev.coffer.payment.wallet.OperatorRefusal;
import dev.coffer.payment.wallet.WalletView;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Makes, lists and drops monitors: owners those of their own wallets, staff those of all. */
final class ManageMonitors {

    private static final String WALLET = "input.walletId";
    private static final String RESOURCE = "wallet";
    private static final String ACTION = "monitor";

    private final FindWallets wallets;
    private final Monitors monitors;
    private final Permissions permissions;
    private final Clock clock;
    private final Ids ids;
    private final MeterRegistry meters;

    ManageMonitors(
            FindWallets wallets,
            Monitors monitors,
            Permissions permissions,
            Clock clock,
            Ids ids,
            MeterRegistry meters) {
        this.wallets = wallets;
        this.monitors = monitors;
        this.permissions = permissions;
        this.clock = clock;
        this.ids = ids;
        this.meters = meters;
        meters.counter(WatchBalances.CROSSINGS);
        count("CREATED", 0);
        count("DELETED", 0);
    }

    /** What became of a monitor that was asked for. */
    sealed interface Result {

        /** It watches, now or since before. @param wallet as it was when that was seen to */
        record Watching(BalanceMonitor monitor, Wallet wallet) implements Result {}

        record Refused(RefusalCode code, String field) implements Result {}
    }

    /**
     * @param threshold of any sign
     * @throws CodedException NOT_FOUND when the caller watches no such wallet; UNAVAILABLE
     */
    Result create(Caller caller, String walletId, Pocket pocket, BalanceCondition condition, Money threshold) {
        Wallet wallet = watchable(caller, walletId);
        if (wallet.status() == Wallet.Status.CLOSED) {
            return new Result.Refused(LedgerRefusal.WALLET_CLOSED, WALLET);
        }
        if (!threshold.currency().equals(wallet.currency())) {
            return new Result.Refused(LedgerRefusal.CURRENCY_MISMATCH, "input.threshold");
        }
        BalanceMonitor asked = new BalanceMonitor(
                ids.next(),
                pocket,
                condition,
                threshold,
                source(caller, wallet),
                wallet.version(),
                clock.instant().truncatedTo(ChronoUnit.MILLIS),
                0,
                null);
        BalanceMonitor made = monitors.add(wallet, asked);
        if (made == null) {
            count(MonitorRefusal.MONITOR_LIMIT_REACHED.name(), 1);
            return new Result.Refused(MonitorRefusal.MONITOR_LIMIT_REACHED, WALLET);
        }
        count("CREATED", made.id().equals(asked.id()) ? 1 : 0);
        return new Result.Watching(made, wallet);
    }

    /**
     * Drops a monitor of the caller's kind; one that is not there is as good as dropped.
     *
     * @return the wallet
     * @throws CodedException NOT_FOUND when the caller watches no such wallet
     */
    Wallet delete(Caller caller, String walletId, String monitorId) {
        Wallet wallet = watchable(caller, walletId);
        count("DELETED", monitors.remove(wallet, monitorId, source(caller, wallet)) ? 1 : 0);
        return wallet;
    }

    /** What the caller sees: owners their own, staff all. @param wallet that the caller may watch */
    List<BalanceMonitor> list(Caller caller, Wallet wallet) {
        List<BalanceMonitor> all = monitors.of(wallet);
        return source(caller, wallet) == MonitorSource.STAFF
                ? all
                : all.stream()
                        .filter(monitor -> monitor.source() == MonitorSource.OWN)
                        .toList();
    }

    private static MonitorSource source(Caller caller, Wallet wallet) {
        return OperatorRefusal.isOwn(caller, wallet.owner()) ? MonitorSource.OWN : MonitorSource.STAFF;
    }

    /** The house's accounts tell no events, so nobody watches them. */
    private Wallet watchable(Caller caller, String walletId) {
        Wallet wallet = wallets.ofUser(caller, walletId, WALLET);
        String ownerId = new WalletView(wallet).ownerId();
        if (!permissions.permits(caller, RESOURCE, ACTION, ownerId)) {
            permissions.recordDenial(caller, RESOURCE, ACTION, ownerId);
            throw new CodedException(
                    CommonError.NOT_FOUND, "There is no wallet " + walletId + " of a user.", WALLET, null);
        }
        return wallet;
    }

    private void count(String outcome, int number) {
        meters.counter("coffer.payment.monitors", "outcome", outcome).increment(number);
    }
}
