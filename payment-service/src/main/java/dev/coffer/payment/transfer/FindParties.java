package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currency;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.wallet.FindWallets;

/** Finds the two wallets of a {@link Payment}. */
public final class FindParties {

    private final FindWallets wallets;

    FindParties(FindWallets wallets) {
        this.wallets = wallets;
    }

    /** The sender's wallet that pays. @throws CodedException NOT_FOUND when it is not there, or not the sender's */
    public Wallet payer(Payment payment) {
        Caller sender = payment.sender();
        if (payment.fromWalletId() != null) {
            return wallets.own(sender, payment.fromWalletId(), payment.path() + ".fromWalletId");
        }
        Currency currency = payment.amount().currency();
        Wallet main = wallets.main(sender.tenantId(), sender.userId(), currency);
        if (main == null) {
            throw new CodedException(
                    CommonError.NOT_FOUND,
                    "You have no main wallet in " + currency + "; open one or name another wallet.",
                    payment.path() + ".fromWalletId",
                    null);
        }
        return main;
    }

    /** The wallet that is paid into. @throws CodedException NOT_FOUND when there is none */
    public Wallet payee(Payment payment) {
        return switch (payment.payee()) {
            case Payee.ToWallet(String walletId) ->
                wallets.payable(payment.sender(), walletId, payment.path() + ".toWalletId");
            case Payee.ToUser(String userId) -> mainWallet(payment, userId);
        };
    }

    private Wallet mainWallet(Payment payment, String userId) {
        Currency currency = payment.amount().currency();
        Wallet main = wallets.main(payment.sender().tenantId(), userId, currency);
        if (main == null) {
            throw new CodedException(
                    CommonError.NOT_FOUND,
                    "User " + userId + " has no wallet in " + currency + " to pay into.",
                    payment.path() + ".toUserId",
                    null);
        }
        return main;
    }
}
