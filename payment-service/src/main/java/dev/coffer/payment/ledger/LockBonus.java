package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import java.util.List;

/**
 * Puts bonus money of a wallet out of use: as much of {@code most} as is there, which may be nothing. The bet that comes before
 * takes from it, the bet that comes after does not.
 *
 * @param most zero or more
 * @param step whose money it is; kept with the transfer
 * @param reason for people
 */
public record LockBonus(
        Idempotency idempotency, String tenantId, String walletId, Money most, BonusStep step, String reason)
        implements Keyed {

    public LockBonus {
        if (most.isNegative()) {
            throw new IllegalArgumentException("Of a bonus " + most + " cannot be put out of use");
        }
    }

    @Override
    public TransferType type() {
        return TransferType.BONUS_LOCK;
    }

    /** How much is there is known once the wallet is: before, it is a draft that names the right wallet. */
    Post post(Subjects subjects) {
        Wallet wallet = subjects.wallet(walletId);
        long available =
                wallet == null ? most.minor() : wallet.pockets().bonus().available();
        Money amount = new Money(Math.clamp(available, 0, most.minor()), most.currency());
        WalletRef ref = WalletRef.id(walletId);
        Post.Leg leg = new Post.Leg(
                Place.available(ref, Pocket.BONUS),
                Place.available(ref, Pocket.LOCKED),
                amount,
                TransferType.BONUS_LOCK);
        return new Post(tenantId, idempotency, TransferType.BONUS_LOCK, List.of(leg), reason, step.metadata());
    }
}
