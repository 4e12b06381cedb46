package dev.coffer.payment.wallet;

import dev.coffer.core.events.Endings;
import dev.coffer.core.events.Received;
import dev.coffer.core.store.UnitOfWork;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CloseWallet;
import dev.coffer.payment.ledger.StatusResult;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.Wallets;
import java.util.List;

/**
 * Closes all wallets of whoever's registration is undone; who has none keeps having none. A wallet with money in it is an
 * operator's to look at: the event goes to the dead letters, and is tried again once the money is out.
 */
final class CloseUndoneWallets {

    private final Bookings bookings;
    private final Wallets wallets;
    private final Endings undone;

    CloseUndoneWallets(Bookings bookings, Wallets wallets, Endings undone) {
        this.bookings = bookings;
        this.wallets = wallets;
        this.undone = undone;
    }

    /**
     * @param ended a run, as the consumer limits it
     * @throws IllegalStateException when a wallet cannot be closed, saying which and why
     */
    void close(List<Received<RegistrationUndone>> ended, UnitOfWork unit) {
        for (Received<RegistrationUndone> event : ended) {
            undone.end(
                    unit,
                    event.envelope().tenantId(),
                    event.data().userId(),
                    event.envelope().timestamp());
        }
        List<Wallet> open = ended.stream().flatMap(event -> of(event).stream()).toList();
        LedgerCommands.giveTogether(open, this::close);
    }

    private List<Wallet> of(Received<RegistrationUndone> event) {
        WalletOwner user = new WalletOwner.User(event.data().userId());
        return wallets.ofOwners(event.envelope().tenantId(), List.of(user));
    }

    private Wallet close(Wallet wallet) {
        return switch (bookings.change(new CloseWallet(wallet.tenantId(), wallet.id()))) {
            case StatusResult.Changed closed -> closed.wallet();
            case StatusResult.Refused refused ->
                throw new IllegalStateException(
                        "The registration of " + wallet.owner().key()
                                + " is undone, and a wallet of theirs cannot be closed: " + refused.message()
                                + " Settle that, then retry this event.");
        };
    }
}
