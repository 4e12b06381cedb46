package dev.coffer.payment.withdrawal;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.permission.Permissions;
import org.jspecify.annotations.Nullable;

/** Finds withdrawals as far as the caller may know of them. Another user's and none at all look the same. */
final class FindWithdrawals {

    private final Withdrawals withdrawals;
    private final Permissions permissions;

    FindWithdrawals(Withdrawals withdrawals, Permissions permissions) {
        this.withdrawals = withdrawals;
        this.permissions = permissions;
    }

    /** One of the caller's, or any of the tenant's for staff. @throws CodedException NOT_FOUND */
    Withdrawal readable(Caller caller, String id) {
        Withdrawal found = withdrawals.find(caller.tenantId(), id);
        if (found == null) {
            throw CodedException.notFound("withdrawal", id);
        }
        if (!permissions.permits(caller, "wallet", "read", found.userId())) {
            permissions.recordDenial(caller, "wallet", "read", found.userId());
            throw CodedException.notFound("withdrawal", id);
        }
        return found;
    }

    /** Newest first. @param walletId of a wallet that the caller may read */
    Connection<Withdrawal> ofWallet(Caller caller, String walletId, PageRequest request) {
        return withdrawals.ofWallet(caller.tenantId(), walletId, request);
    }

    /** Newest first, for staff. @param status null for all */
    Connection<Withdrawal> ofTenant(Caller caller, @Nullable WithdrawalStatus status, PageRequest request) {
        return withdrawals.ofTenant(caller.tenantId(), status, request);
    }
}
