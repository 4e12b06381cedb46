package dev.coffer.payment.wallet;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currency;
import dev.coffer.core.permission.Permissions;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.ledger.Wallets;
import org.jspecify.annotations.Nullable;

/** Finds wallets as far as the caller may know of them. Another user's wallet and no wallet at all look the same. */
public final class FindWallets {

    private final Wallets wallets;
    private final Permissions permissions;

    FindWallets(Wallets wallets, Permissions permissions) {
        this.wallets = wallets;
        this.permissions = permissions;
    }

    /** A wallet that the caller may read. @throws CodedException NOT_FOUND */
    public Wallet readable(Caller caller, String walletId) {
        Wallet wallet = wallets.find(caller.tenantId(), walletId);
        if (wallet == null || !mayRead(caller, wallet)) {
            throw CodedException.notFound("wallet", walletId);
        }
        return wallet;
    }

    /** A no is recorded. */
    boolean mayRead(Caller caller, Wallet wallet) {
        boolean may = permissions.permits(caller, "wallet", "read", WalletView.ownerId(wallet));
        if (!may) {
            permissions.recordDenial(caller, "wallet", "read", WalletView.ownerId(wallet));
        }
        return may;
    }

    /**
     * A wallet of the caller's own, to move money from or into; also operators move only their own.
     *
     * @param field where the id stood, for the error
     * @throws CodedException NOT_FOUND
     */
    public Wallet own(Caller caller, String walletId, String field) {
        Wallet wallet = wallets.find(caller.tenantId(), walletId);
        if (wallet == null || !wallet.owner().equals(new WalletOwner.User(caller.userId()))) {
            if (wallet != null) {
                permissions.recordDenial(caller, "wallet", "use", WalletView.ownerId(wallet));
            }
            throw new CodedException(
                    CommonError.NOT_FOUND, "There is no wallet " + walletId + ", or it is not yours.", field, null);
        }
        return wallet;
    }

    /**
     * Any wallet of the caller's tenant, for staff whose permission to act on all of them was asked for before.
     *
     * @throws CodedException NOT_FOUND
     */
    public Wallet ofTenant(Caller caller, String walletId, String field) {
        Wallet wallet = wallets.find(caller.tenantId(), walletId);
        if (wallet == null) {
            throw new CodedException(CommonError.NOT_FOUND, "There is no wallet " + walletId + ".", field, null);
        }
        return wallet;
    }

    /** Whether {@code text} can be the id of a user at all. */
    static boolean isUserId(String text) {
        return !text.isEmpty() && text.length() <= WalletOwner.MAX_USER_ID;
    }

    /** The user's main wallet in this currency, or null. */
    public @Nullable Wallet main(String tenantId, String userId, Currency currency) {
        return !isUserId(userId) ? null : wallets.find(tenantId, new WalletOwner.User(userId), currency, Wallet.MAIN);
    }

    /**
     * A user's wallet that somebody may pay into; to know its id is enough.
     *
     * @throws CodedException NOT_FOUND, also for the house's accounts
     */
    public Wallet payable(Caller caller, String walletId, String field) {
        return ofUser(caller, walletId, field, "There is no wallet " + walletId + " to pay into.");
    }

    /**
     * Any user's wallet in the caller's tenant, for staff whose permission to act on all of them was asked for before.
     *
     * @throws CodedException NOT_FOUND, also for the house's accounts
     */
    public Wallet ofUser(Caller caller, String walletId, String field) {
        return ofUser(caller, walletId, field, "There is no wallet " + walletId + " of a user.");
    }

    private Wallet ofUser(Caller caller, String walletId, String field, String otherwise) {
        Wallet wallet = wallets.find(caller.tenantId(), walletId);
        if (wallet == null || !(wallet.owner() instanceof WalletOwner.User)) {
            throw new CodedException(CommonError.NOT_FOUND, otherwise, field, null);
        }
        return wallet;
    }
}
