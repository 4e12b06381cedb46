package dev.coffer.payment.ledger;

/**
 * Gives all that is still set aside by a hold back to its payer. Also where the wallet is frozen: nothing leaves it.
 *
 * @param ending {@link Hold.Status#VOIDED} or {@link Hold.Status#EXPIRED}
 */
public record ReleaseHold(String tenantId, Idempotency idempotency, String holdId, Hold.Status ending)
        implements Keyed {

    public ReleaseHold {
        if (ending != Hold.Status.VOIDED && ending != Hold.Status.EXPIRED) {
            throw new IllegalArgumentException("A hold is not released as " + ending);
        }
    }

    @Override
    public TransferType type() {
        return TransferType.RELEASE;
    }
}
