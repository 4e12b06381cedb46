package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Gives the payee of a hold what was set aside, or a part of it.
 *
 * @param amount more than zero and at most what remains; null for all that remains
 * @param isLast whether what then remains is released in the same booking
 * @param selections what the payer chose, for the book; at most {@value Selection#MOST}
 */
public record CaptureHold(
        String tenantId,
        Idempotency idempotency,
        String holdId,
        @Nullable Money amount,
        boolean isLast,
        List<Selection> selections)
        implements Keyed {

    public CaptureHold {
        selections = List.copyOf(selections);
    }

    /** Of what nobody chose. */
    public CaptureHold(
            String tenantId, Idempotency idempotency, String holdId, @Nullable Money amount, boolean isLast) {
        this(tenantId, idempotency, holdId, amount, isLast, List.of());
    }

    @Override
    public TransferType type() {
        return TransferType.PAYMENT;
    }
}
