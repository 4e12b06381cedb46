package dev.coffer.payment.transfer;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.money.Money;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.HouseAccount;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.Pocket;
import dev.coffer.payment.ledger.Post;
import dev.coffer.payment.ledger.TransferType;
import dev.coffer.payment.ledger.Wallet;
import dev.coffer.payment.ledger.WalletRef;
import dev.coffer.payment.wallet.FindWallets;
import dev.coffer.payment.wallet.OperatorRefusal;
import java.util.List;
import java.util.Map;

/** Corrects what a user's wallet holds, against the house's account for corrections, for staff whose wallet it is not. */
final class AdjustWallet {

    private final FindWallets wallets;
    private final Bookings bookings;

    AdjustWallet(FindWallets wallets, Bookings bookings) {
        this.wallets = wallets;
        this.bookings = bookings;
    }

    /** The GraphQL enum {@code AdjustmentDirection}. */
    enum Direction {
        CREDIT,
        DEBIT
    }

    /**
     * @param caller staff
     * @param amount more than zero
     * @param key the client's
     */
    record Order(
            Caller caller, String walletId, Direction direction, Money amount, String reason, String key, Mode mode) {}

    /**
     * What the ledger answers, a refusal too, stands for all repeats.
     *
     * @throws CodedException NOT_FOUND when no user of the tenant has such a wallet; UNAVAILABLE
     */
    CorrectionResult adjust(Order order) {
        Caller caller = order.caller();
        Wallet wallet = wallets.ofUser(caller, order.walletId(), "input.walletId");
        if (OperatorRefusal.isOwn(caller, wallet.owner())) {
            return new CorrectionResult.NotByOwner();
        }
        Idempotency idempotency = Idempotency.of(
                "user:" + caller.userId(),
                order.key(),
                "adjustWallet",
                order.walletId(),
                order.direction().name(),
                Long.toString(order.amount().minor()),
                order.amount().currency().code(),
                order.reason());
        return CorrectionResult.of(order.mode()
                .carryOut(
                        bookings,
                        new Post(
                                caller.tenantId(),
                                idempotency,
                                TransferType.ADJUSTMENT,
                                List.of(leg(order, WalletRef.id(wallet.id()))),
                                order.reason(),
                                Map.of("by", caller.userId()))));
    }

    private static Post.Leg leg(Order order, WalletRef wallet) {
        WalletRef house = WalletRef.house(HouseAccount.ADJUSTMENTS);
        return switch (order.direction()) {
            case CREDIT -> new Post.Leg(house, wallet, order.amount(), Pocket.REAL, TransferType.ADJUSTMENT);
            case DEBIT -> new Post.Leg(wallet, house, order.amount(), Pocket.REAL, TransferType.ADJUSTMENT);
        };
    }
}
