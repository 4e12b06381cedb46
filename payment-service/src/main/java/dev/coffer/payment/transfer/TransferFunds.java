package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import dev.coffer.payment.fee.FeeType;
import dev.coffer.payment.fee.Fees;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Post;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.wallet.FindWallets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Pays from the caller's wallet to another user's; the fee comes on top and from the same wallet. */
final class TransferFunds {

    private final FindWallets wallets;
    private final Fees fees;
    private final Bookings bookings;

    TransferFunds(FindWallets wallets, Fees fees, Bookings bookings) {
        this.wallets = wallets;
        this.fees = fees;
        this.bookings = bookings;
    }

    /**
     * What the ledger answers, a refusal too, stands for all repeats; an error stands for nothing.
     *
     * @throws CodedException NOT_FOUND when a wallet is not there, or is not the sender's; UNAVAILABLE
     */
    PostResult transfer(Payment payment) {
        String from = source(payment).id();
        String to = destination(payment).id();
        return bookings.post(new Post(
                payment.sender().tenantId(),
                idempotency(payment),
                TransferType.PAYMENT,
                legs(payment, from, to),
                payment.reason(),
                Map.of()));
    }

    private Wallet source(Payment payment) {
        Caller sender = payment.sender();
        if (payment.fromWalletId() != null) {
            return wallets.own(sender, payment.fromWalletId(), "input.fromWalletId");
        }
        Wallet main = wallets.main(
                sender.tenantId(), sender.userId(), payment.amount().currency());
        if (main == null) {
            throw new CodedException(
                    CommonError.NOT_FOUND,
                    "You have no main wallet in " + payment.amount().currency() + "; open one or name another wallet.",
                    "input.fromWalletId",
                    null);
        }
        return main;
    }

    private Wallet destination(Payment payment) {
        return switch (payment.payee()) {
            case Payment.Payee.ToWallet(String walletId) ->
                wallets.payable(payment.sender(), walletId, "input.toWalletId");
            case Payment.Payee.ToUser(String userId) -> {
                Wallet main = wallets.main(
                        payment.sender().tenantId(), userId, payment.amount().currency());
                if (main == null) {
                    throw new CodedException(
                            CommonError.NOT_FOUND,
                            "User " + userId + " has no wallet in "
                                    + payment.amount().currency() + " to pay into.",
                            "input.toUserId",
                            null);
                }
                yield main;
            }
        };
    }

    private List<Post.Leg> legs(Payment payment, String from, String to) {
        Money amount = payment.amount();
        WalletRef payer = WalletRef.id(from);
        List<Post.Leg> legs = new ArrayList<>();
        legs.add(new Post.Leg(payer, WalletRef.id(to), amount, Pocket.REAL, TransferType.PAYMENT));
        Money fee = fees.of(payment.sender().tenantId()).fee(FeeType.PAYMENT, amount);
        if (fee.isPositive()) {
            legs.add(new Post.Leg(payer, WalletRef.house(HouseAccount.FEES), fee, Pocket.REAL, TransferType.FEE));
        }
        return legs;
    }

    private static Idempotency idempotency(Payment payment) {
        return Idempotency.of(
                "user:" + payment.sender().userId(),
                payment.key(),
                "transferFunds",
                Objects.requireNonNullElse(payment.fromWalletId(), ""),
                payment.payee().text(),
                Long.toString(payment.amount().minor()),
                payment.amount().currency().code(),
                Objects.requireNonNullElse(payment.reason(), ""));
    }
}
