package dev.coffer.payment.wallet;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currency;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.OpenWallet;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.Wallets;
import java.util.List;

/** Opens a further wallet for the caller, or finds the one that is there. */
final class OpenOwnWallet {

    private final Bookings bookings;
    private final Wallets wallets;
    private final int mostPerUser;

    OpenOwnWallet(Bookings bookings, Wallets wallets, int mostPerUser) {
        this.bookings = bookings;
        this.wallets = wallets;
        this.mostPerUser = mostPerUser;
    }

    /** What became of it. */
    sealed interface Result {
        record Opened(Wallet wallet) implements Result {}

        record Refused(WalletRefusal reason) implements Result {}
    }

    /**
     * Two at once may pass the limit by one each: it guards against floods, nothing depends on it.
     *
     * @param category as {@link OpenWallet} takes it
     */
    Result open(Caller caller, Currency currency, String category) {
        WalletOwner owner = new WalletOwner.User(caller.userId());
        List<Wallet> own = wallets.ofOwners(caller.tenantId(), List.of(owner));
        for (Wallet wallet : own) {
            if (wallet.currency().equals(currency) && wallet.category().equals(category)) {
                return new Result.Opened(wallet);
            }
        }
        if (own.size() >= mostPerUser) {
            return new Result.Refused(WalletRefusal.WALLET_LIMIT_REACHED);
        }
        return new Result.Opened(bookings.open(new OpenWallet(caller.tenantId(), owner, currency, category)));
    }
}
