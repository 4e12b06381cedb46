package dev.coffer.payment.ledger;

import dev.coffer.core.ids.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The decision of one {@link CloseWallet}. Every later decision about the wallet rests on its status, so the status changes
 * together with an entry, here of nothing: whoever remembers the wallet as open, or as empty, collides with it in the store.
 */
final class Closing {

    private Closing() {}

    static Decision decide(LedgerState state, CloseWallet command, Instant at, Ids ids) {
        Wallet wallet = state.wallet(command.walletId());
        if (wallet == null || !wallet.tenantId().equals(command.tenantId())) {
            return new Decision.Refusal(
                    LedgerRefusal.WALLET_NOT_FOUND,
                    "There is no wallet " + command.walletId() + ", or it is not yours.");
        }
        if (wallet.owner() instanceof WalletOwner.House) {
            return new Decision.Refusal(
                    LedgerRefusal.HOUSE_ACCOUNT_STAYS, "Wallet " + wallet.id() + " is a house account.");
        }
        return switch (wallet.status()) {
            case CLOSED -> new Decision.Booking(List.of(), List.of(wallet), null);
            case FROZEN -> new Decision.Refusal(LedgerRefusal.WALLET_FROZEN, "Wallet " + wallet.id() + " is frozen.");
            case OPEN -> wallet.pockets().isEmpty() ? book(wallet, command, at, ids) : notEmpty(wallet);
        };
    }

    private static Decision notEmpty(Wallet wallet) {
        return new Decision.Refusal(
                LedgerRefusal.WALLET_NOT_EMPTY,
                "Wallet " + wallet.id() + " holds money, or money is set aside in it; it must be empty to be closed.");
    }

    private static Decision book(Wallet wallet, CloseWallet command, Instant now, Ids ids) {
        Instant at = wallet.changedAt().isAfter(now) ? wallet.changedAt() : now;
        String id = ids.next();
        Entry entry = Entry.next(wallet, id, Pocket.REAL, 0, TransferType.CLOSURE, at);
        Wallet closed = wallet.closedBy(entry);
        Transfer closure = new Transfer(
                id,
                wallet.tenantId(),
                TransferType.CLOSURE,
                entry.amount(),
                Pocket.REAL,
                List.of(entry),
                List.of(new Transfer.Party(closed.id(), closed.owner(), closed.version())),
                command.idempotency(),
                null,
                Map.of(),
                at);
        return new Decision.Booking(List.of(), List.of(closed), closure);
    }
}
