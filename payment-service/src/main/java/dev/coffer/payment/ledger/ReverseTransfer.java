package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * Takes an earlier transfer back, once: whole, with its fees, or a part of its principal amount, without them. The money comes
 * from whoever was paid, and only where they still have it.
 *
 * @param amount more than zero and at most the transfer's; null for the whole of it
 * @param reason free text for people
 * @param by who decided, for the book; an operator's user id
 */
public record ReverseTransfer(
        String tenantId,
        Idempotency idempotency,
        String transferId,
        @Nullable Money amount,
        @Nullable String reason,
        String by)
        implements Keyed {

    @Override
    public TransferType type() {
        return TransferType.REVERSAL;
    }
}
