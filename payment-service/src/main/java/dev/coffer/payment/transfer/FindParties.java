package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Currency;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletOwner;
import dev.coffer.payment.wallet.FindWallets;
import org.jspecify.annotations.Nullable;

/** Finds the two wallets of a {@link Payment}; reads the store only for those that it has not met yet. */
public final class FindParties {

    private final FindWallets wallets;
    private final KnownParties known = new KnownParties();

    FindParties(FindWallets wallets) {
        this.wallets = wallets;
    }

    /** The sender's wallet that pays. @throws CodedException NOT_FOUND when it is not there, or not the sender's */
    public Party payer(Payment payment) {
        Caller sender = payment.sender();
        String walletId = payment.fromWalletId();
        if (walletId != null) {
            Party found = known.find(sender.tenantId(), walletId);
            return found != null && found.owner().equals(new WalletOwner.User(sender.userId()))
                    ? found
                    : learnt(wallets.own(sender, walletId, payment.path() + ".fromWalletId"));
        }
        Party main = main(payment, sender.userId());
        if (main == null) {
            throw new CodedException(
                    CommonError.NOT_FOUND,
                    "You have no main wallet in " + payment.amount().currency() + "; open one or name another wallet.",
                    payment.path() + ".fromWalletId",
                    null);
        }
        return main;
    }

    /** The wallet that is paid into. @throws CodedException NOT_FOUND when there is none */
    public Party payee(Payment payment) {
        return switch (payment.payee()) {
            case Payee.ToWallet(String walletId) -> {
                Party found = known.find(payment.sender().tenantId(), walletId);
                yield found != null && found.owner() instanceof WalletOwner.User
                        ? found
                        : learnt(wallets.payable(payment.sender(), walletId, payment.path() + ".toWalletId"));
            }
            case Payee.ToUser(String userId) -> required(main(payment, userId), payment, userId);
        };
    }

    /** The same as it is now, for whoever must know more of it. @throws CodedException NOT_FOUND when there is none */
    public Wallet payeeWallet(Payment payment) {
        Caller sender = payment.sender();
        return switch (payment.payee()) {
            case Payee.ToWallet(String walletId) -> wallets.payable(sender, walletId, payment.path() + ".toWalletId");
            case Payee.ToUser(String userId) ->
                required(
                        wallets.main(sender.tenantId(), userId, payment.amount().currency()), payment, userId);
        };
    }

    private static <T> T required(@Nullable T main, Payment payment, String userId) {
        if (main == null) {
            throw new CodedException(
                    CommonError.NOT_FOUND,
                    "User " + userId + " has no wallet in " + payment.amount().currency() + " to pay into.",
                    payment.path() + ".toUserId",
                    null);
        }
        return main;
    }

    private @Nullable Party main(Payment payment, String userId) {
        String tenantId = payment.sender().tenantId();
        Currency currency = payment.amount().currency();
        Party found = known.mainOf(tenantId, userId, currency);
        if (found != null) {
            return found;
        }
        Wallet main = wallets.main(tenantId, userId, currency);
        if (main == null) {
            return null;
        }
        Party party = Party.of(main);
        known.learnMainOf(userId, currency, party);
        return party;
    }

    private Party learnt(Wallet wallet) {
        Party party = Party.of(wallet);
        known.learn(party);
        return party;
    }
}
