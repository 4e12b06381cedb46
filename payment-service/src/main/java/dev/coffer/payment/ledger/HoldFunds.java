package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Counted;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Sets money aside: it stays the payer's, and cannot be used for anything else until the hold is captured, released or over.
 *
 * @param walletId of the tenant's wallet that pays
 * @param payee who gets what is captured
 * @param purpose the type of the transfers that capture it
 * @param amount for the payee: more than zero
 * @param fee for the house, set aside beside it; zero or more, in the same currency
 * @param expiresAt when it is given back, unless it was captured before; {@link Hold#NEVER} for one that lasts until whoever
 *     placed it captures or releases it
 * @param reason free text for people, or null
 * @param counted towards whose limits, as what; what is released gives its room back; null for nobody's
 */
public record HoldFunds(
        String tenantId,
        Idempotency idempotency,
        String walletId,
        WalletRef payee,
        Pocket pocket,
        TransferType purpose,
        Money amount,
        Money fee,
        Instant expiresAt,
        @Nullable String reason,
        @Nullable Counted counted)
        implements Keyed {

    /** Counts for nobody. */
    public HoldFunds(
            String tenantId,
            Idempotency idempotency,
            String walletId,
            WalletRef payee,
            Pocket pocket,
            TransferType purpose,
            Money amount,
            Money fee,
            Instant expiresAt,
            @Nullable String reason) {
        this(tenantId, idempotency, walletId, payee, pocket, purpose, amount, fee, expiresAt, reason, null);
    }

    public HoldFunds {
        if (!fee.currency().equals(amount.currency()) || fee.isNegative()) {
            throw new IllegalArgumentException("A fee of " + fee + " cannot be held beside " + amount);
        }
    }

    /** This, carried out only if somebody's limits allow it. */
    public HoldFunds counting(Counted what) {
        return new HoldFunds(
                tenantId, idempotency, walletId, payee, pocket, purpose, amount, fee, expiresAt, reason, what);
    }

    @Override
    public TransferType type() {
        return TransferType.HOLD;
    }
}
