package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
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
 * @param expiresAt when it is given back, unless it was captured before
 * @param reason free text for people, or null
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
        @Nullable String reason)
        implements Keyed {

    public HoldFunds {
        if (!fee.currency().equals(amount.currency()) || fee.isNegative()) {
            throw new IllegalArgumentException("A fee of " + fee + " cannot be held beside " + amount);
        }
    }

    @Override
    public TransferType type() {
        return TransferType.HOLD;
    }
}
