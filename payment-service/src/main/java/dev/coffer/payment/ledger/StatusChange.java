package dev.coffer.payment.ledger;

import dev.coffer.core.ids.Ids;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The decision of one {@link StatusCommand}. Every later decision about the wallet rests on its status, so the status changes
 * together with an entry, here of nothing: whoever remembers the wallet as it was collides with it in the store.
 */
final class StatusChange {

    private final Wallet wallet;
    private final Instant at;
    private final Ids ids;

    private StatusChange(Wallet wallet, Instant now, Ids ids) {
        this.wallet = wallet;
        this.at = wallet.changedAt().isAfter(now) ? wallet.changedAt() : now;
        this.ids = ids;
    }

    static Decision decide(LedgerState state, StatusCommand command, Instant now, Ids ids) {
        Wallet wallet = state.wallet(command.walletId());
        if (wallet == null || !wallet.tenantId().equals(command.tenantId())) {
            return noWallet(command.walletId());
        }
        if (wallet.owner() instanceof WalletOwner.House) {
            return new Decision.Refusal(
                    LedgerRefusal.HOUSE_ACCOUNT_STAYS, "Wallet " + wallet.id() + " is a house account.");
        }
        StatusChange change = new StatusChange(wallet, now, ids);
        return switch (command) {
            case CloseWallet close -> change.close(close);
            case FreezeWallet freeze -> change.freeze(freeze);
        };
    }

    static Decision.Refusal noWallet(String walletId) {
        return new Decision.Refusal(
                LedgerRefusal.WALLET_NOT_FOUND, "There is no wallet " + walletId + ", or it is not yours.");
    }

    private Decision close(CloseWallet command) {
        return switch (wallet.status()) {
            case CLOSED -> Decision.Booking.ofNothing(wallet);
            case FROZEN ->
                command.isFrozenToo()
                        ? closeEmpty(command)
                        : new Decision.Refusal(LedgerRefusal.WALLET_FROZEN, "Wallet " + wallet.id() + " is frozen.");
            case OPEN -> closeEmpty(command);
        };
    }

    private Decision closeEmpty(CloseWallet command) {
        return wallet.pockets().isEmpty()
                ? book(TransferType.CLOSURE, Wallet.Status.CLOSED, command.idempotency(), null, Map.of())
                : notEmpty();
    }

    private Decision freeze(FreezeWallet command) {
        if (wallet.status() == Wallet.Status.CLOSED) {
            return new Decision.Refusal(LedgerRefusal.WALLET_CLOSED, "Wallet " + wallet.id() + " is closed.");
        }
        return wallet.status() == command.status()
                ? Decision.Booking.ofNothing(wallet)
                : book(
                        command.type(),
                        command.status(),
                        command.idempotency(wallet.seq() + 1),
                        command.reason(),
                        command.metadata());
    }

    private Decision notEmpty() {
        return new Decision.Refusal(
                LedgerRefusal.WALLET_NOT_EMPTY,
                "Wallet " + wallet.id()
                        + " holds money, owes some, or has some set aside; it must be empty to be closed.");
    }

    private Decision book(
            TransferType type,
            Wallet.Status status,
            Idempotency idempotency,
            @Nullable String reason,
            Map<String, String> metadata) {
        Entry entry = Entry.next(wallet, ids.next(), Pocket.REAL, Part.AVAILABLE, 0, type, at);
        return Memorandum.book(
                wallet.after(entry).withStatus(status), entry, entry.amount(), idempotency, reason, metadata);
    }
}
