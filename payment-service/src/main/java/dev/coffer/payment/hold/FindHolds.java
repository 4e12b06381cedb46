package dev.coffer.payment.hold;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.Hold;
import dev.coffer.payment.ledger.Holds;
import dev.coffer.payment.ledger.Transfers.TransferBounds;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.ledger.Wallets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds holds as far as the caller may know of them. Two strangers' hold and no hold at all look the same. */
final class FindHolds {

    private final Holds holds;
    private final Wallets wallets;
    private final Permissions permissions;
    private final Pages pages;

    FindHolds(Holds holds, Wallets wallets, Permissions permissions, Pages pages) {
        this.holds = holds;
        this.wallets = wallets;
        this.permissions = permissions;
        this.pages = pages;
    }

    /** One that the caller pays or is paid by, or may read as staff. @throws CodedException NOT_FOUND */
    Hold readable(Caller caller, String holdId) {
        Hold hold = holds.find(caller.tenantId(), holdId);
        if (hold == null) {
            throw CodedException.notFound("hold", holdId);
        }
        if (!(mayRead(caller, userId(hold.payer())) || mayRead(caller, payee(hold)))) {
            permissions.recordDenial(caller, "hold", "read", userId(hold.payer()));
            throw CodedException.notFound("hold", holdId);
        }
        return hold;
    }

    private boolean mayRead(Caller caller, @Nullable String ownerId) {
        return permissions.permits(caller, "transfer", "read", ownerId);
    }

    /** The user who is to be paid; null when it is the house. */
    @Nullable
    String payee(Hold hold) {
        if (!(hold.payee() instanceof WalletRef.ById(String walletId))) {
            return null;
        }
        Wallet wallet = wallets.find(hold.tenantId(), walletId);
        return wallet == null ? null : userId(wallet.owner());
    }

    /** The user; null when it is the house. */
    static @Nullable String userId(WalletOwner owner) {
        return owner instanceof WalletOwner.User(String userId) ? userId : null;
    }

    /** Newest first. @param wallet one that the caller may read */
    Connection<Hold> page(Wallet wallet, PageRequest request) {
        return pages.page(
                request,
                "holds|" + wallet.tenantId() + '|' + wallet.id(),
                (from, isForward, limit) -> read(wallet, from, isForward, limit),
                hold -> new Position(hold.id(), hold.id()),
                null);
    }

    private List<Hold> read(Wallet wallet, @Nullable Position from, boolean isForward, int limit) {
        String id = from == null ? null : (String) from.id();
        TransferBounds bounds =
                isForward ? new TransferBounds(id, null, limit, false) : new TransferBounds(null, id, limit, true);
        List<Hold> newestFirst = holds.ofWallets(wallet.tenantId(), List.of(wallet.id()), bounds);
        return isForward ? newestFirst : newestFirst.reversed();
    }
}
