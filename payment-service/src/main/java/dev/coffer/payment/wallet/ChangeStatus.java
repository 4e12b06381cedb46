package dev.coffer.payment.wallet;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Caller;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.CloseWallet;
import dev.coffer.payment.ledger.FreezeWallet;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.StatusCommand;
import dev.coffer.payment.ledger.StatusResult;
import dev.coffer.payment.ledger.Wallet;

/**
 * Freezes, opens again and closes wallets. A wallet that is like that already is answered as it is, so a repeat needs no key; a
 * refusal is not remembered.
 */
final class ChangeStatus {

    private static final String FIELD = "input.walletId";

    private final FindWallets wallets;
    private final Bookings bookings;

    ChangeStatus(FindWallets wallets, Bookings bookings) {
        this.wallets = wallets;
        this.bookings = bookings;
    }

    /** What became of it. */
    sealed interface Result {

        record Changed(Wallet wallet) implements Result {}

        record Refused(RefusalCode code, String message) implements Result {}
    }

    /**
     * @param caller staff, and not the wallet's owner
     * @param frozen false to open it again
     * @throws CodedException NOT_FOUND when the tenant has no such wallet; UNAVAILABLE
     */
    Result freeze(Caller caller, String walletId, boolean frozen, String reason) {
        Wallet wallet = wallets.ofTenant(caller, walletId, FIELD);
        if (OperatorRefusal.isOwn(caller, wallet.owner())) {
            OperatorRefusal code = OperatorRefusal.FOUR_EYES_NEEDED;
            return new Result.Refused(code, code.meaning());
        }
        return change(new FreezeWallet(wallet.tenantId(), wallet.id(), frozen, caller.userId(), reason));
    }

    /**
     * Closes an empty wallet of the caller's for ever.
     *
     * @throws CodedException NOT_FOUND when the wallet is not the caller's; UNAVAILABLE
     */
    Result close(Caller caller, String walletId) {
        Wallet wallet = wallets.own(caller, walletId, FIELD);
        return change(new CloseWallet(wallet.tenantId(), wallet.id()));
    }

    private Result change(StatusCommand command) {
        return switch (bookings.change(command)) {
            case StatusResult.Changed(Wallet wallet) -> new Result.Changed(wallet);
            case StatusResult.Refused(LedgerRefusal code, String message) -> new Result.Refused(code, message);
        };
    }
}
