package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Gives the payee of a hold what was set aside, or a part of it.
 *
 * @param amount more than zero and at most what remains; null for all that remains
 * @param isLast whether what then remains is released in the same booking
 */
public record CaptureHold(
        String tenantId,
        Idempotency idempotency,
        String holdId,
        @Nullable Money amount,
        boolean isLast) implements Keyed {

    @Override
    public TransferType type() {
        return TransferType.PAYMENT;
    }
}
