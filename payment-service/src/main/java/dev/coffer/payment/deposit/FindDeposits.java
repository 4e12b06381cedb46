package dev.coffer.payment.deposit;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.wallet.FindWallets;

/**
 * Finds deposits as far as the caller may know of them. Another user's and none at all look the same, and one that was refused before
 * the provider was asked was none.
 */
final class FindDeposits {

    private final Deposits deposits;
    private final FindWallets wallets;
    private final Permissions permissions;

    FindDeposits(Deposits deposits, FindWallets wallets, Permissions permissions) {
        this.deposits = deposits;
        this.wallets = wallets;
        this.permissions = permissions;
    }

    /** One of the caller's, or any of the tenant's for staff. @throws CodedException NOT_FOUND */
    Deposit readable(Caller caller, String id) {
        Deposit found = deposits.find(caller.tenantId(), id);
        if (found == null || found.state() instanceof DepositState.Refused) {
            throw CodedException.notFound("deposit", id);
        }
        if (!permissions.permits(caller, "wallet", "read", found.userId())) {
            permissions.recordDenial(caller, "wallet", "read", found.userId());
            throw CodedException.notFound("deposit", id);
        }
        return found;
    }

    /**
     * Newest first: the caller's own, or any of the tenant's for staff.
     *
     * @throws CodedException NOT_FOUND when the filter names a user or a wallet whose deposits the caller may not read
     */
    Connection<Deposit> page(Caller caller, Deposits.Filter filter, PageRequest request) {
        if (filter.walletId() != null) {
            wallets.readable(caller, filter.walletId());
        }
        String userId = filter.userId();
        if (permissions.permits(caller, "wallet", "read", null)) {
            return deposits.list(caller.tenantId(), filter, request);
        }
        if (userId != null && !userId.equals(caller.userId())) {
            permissions.recordDenial(caller, "wallet", "read", userId);
            throw CodedException.notFound("user", userId);
        }
        return deposits.list(caller.tenantId(), filter.ofUser(caller.userId()), request);
    }
}
