package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.paging.Pages;
import dev.coffer.core.paging.Position;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.Transfer;
import dev.coffer.payment.ledger.Transfers;
import dev.coffer.payment.ledger.Transfers.TransferBounds;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.Wallets;
import dev.coffer.payment.wallet.FindWallets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Finds transfers that the caller took part in, newest first. */
final class FindTransfers {

    private final Transfers transfers;
    private final Wallets wallets;
    private final FindWallets findWallets;
    private final Permissions permissions;
    private final Pages pages;

    FindTransfers(Transfers transfers, Wallets wallets, FindWallets findWallets, Permissions permissions, Pages pages) {
        this.transfers = transfers;
        this.wallets = wallets;
        this.findWallets = findWallets;
        this.permissions = permissions;
        this.pages = pages;
    }

    /** One that the caller took part in, or may read as staff. @throws CodedException NOT_FOUND */
    Transfer find(Caller caller, String transferId) {
        Transfer transfer = transfers.find(caller.tenantId(), transferId);
        if (transfer == null) {
            throw CodedException.notFound("transfer", transferId);
        }
        if (!mayRead(caller, transfer)) {
            String payer = userId(transfer.from().owner());
            String concerned = payer == null ? userId(transfer.to().owner()) : payer;
            permissions.recordDenial(caller, "transfer", "read", concerned);
            throw CodedException.notFound("transfer", transferId);
        }
        return transfer;
    }

    private boolean mayRead(Caller caller, Transfer transfer) {
        return mayRead(caller, transfer.from().owner())
                || mayRead(caller, transfer.to().owner());
    }

    private boolean mayRead(Caller caller, WalletOwner owner) {
        return permissions.permits(caller, "transfer", "read", userId(owner));
    }

    private static @Nullable String userId(WalletOwner owner) {
        return owner instanceof WalletOwner.User user ? user.userId() : null;
    }

    /** @param walletId to narrow it to one wallet that the caller may read, or null for all of the caller's own */
    Connection<Transfer> page(Caller caller, @Nullable String walletId, Transfers.Filter filter, PageRequest request) {
        List<String> ids = walletId == null
                ? wallets.ofOwners(caller.tenantId(), List.of(new WalletOwner.User(caller.userId()))).stream()
                        .map(Wallet::id)
                        .toList()
                : List.of(findWallets.readable(caller, walletId).id());
        String scope = "transfers|" + caller.tenantId() + '|' + (walletId == null ? caller.userId() : walletId) + '|'
                + TransferFilter.scope(filter);
        return pages.page(
                request,
                scope,
                (from, isForward, limit) -> read(caller.tenantId(), ids, filter, from, isForward, limit),
                transfer -> new Position(transfer.id(), transfer.id()),
                null);
    }

    private List<Transfer> read(
            String tenantId,
            List<String> walletIds,
            Transfers.Filter filter,
            @Nullable Position from,
            boolean isForward,
            int limit) {
        if (walletIds.isEmpty()) {
            return List.of();
        }
        String id = from == null ? null : (String) from.id();
        TransferBounds bounds =
                isForward ? new TransferBounds(id, null, limit, false) : new TransferBounds(null, id, limit, true);
        List<Transfer> newestFirst = transfers.ofWallets(tenantId, walletIds, filter, bounds);
        return isForward ? newestFirst : newestFirst.reversed();
    }
}
