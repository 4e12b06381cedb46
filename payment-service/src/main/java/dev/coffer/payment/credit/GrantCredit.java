package dev.coffer.payment.credit;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.SetCreditLimit;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.transfer.Mode;
import dev.coffer.payment.wallet.FindWallets;
import dev.coffer.payment.wallet.OperatorRefusal;
import org.jspecify.annotations.Nullable;

/** Says how far a user's wallet may go below zero, for staff whose wallet it is not. */
final class GrantCredit {

    private final FindWallets wallets;
    private final Bookings bookings;

    GrantCredit(FindWallets wallets, Bookings bookings) {
        this.wallets = wallets;
        this.bookings = bookings;
    }

    /**
     * @param caller staff
     * @param limit zero or more; null for none
     * @param key the client's
     */
    record Order(Caller caller, String walletId, @Nullable Money limit, String reason, String key, Mode mode) {}

    /** What became of it. */
    sealed interface Result {

        /** What the ledger answers, a refusal too, stands for all repeats. */
        record Decided(PostResult result) implements Result {}

        /** Whoever asked would lend to themselves. */
        record NotByOwner() implements Result {}
    }

    /** @throws CodedException NOT_FOUND when no user of the tenant has such a wallet; UNAVAILABLE */
    Result grant(Order order) {
        Caller caller = order.caller();
        Wallet wallet = wallets.ofUser(caller, order.walletId(), "input.walletId");
        if (OperatorRefusal.isOwn(caller, wallet.owner())) {
            return new Result.NotByOwner();
        }
        Money asked = order.limit();
        Idempotency idempotency = Idempotency.of(
                "user:" + caller.userId(),
                order.key(),
                "setCreditLimit",
                order.walletId(),
                asked == null ? "" : Long.toString(asked.minor()),
                asked == null ? "" : asked.currency().code(),
                order.reason());
        return new Result.Decided(order.mode()
                .carryOut(
                        bookings,
                        new SetCreditLimit(
                                caller.tenantId(),
                                idempotency,
                                wallet.id(),
                                asked == null ? Money.zero(wallet.currency()) : asked,
                                caller.userId(),
                                order.reason())));
    }
}
