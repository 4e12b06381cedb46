package dev.coffer.payment.ledger;

import java.time.Duration;

/**
 * Makes a bet as if it had never been: the stake goes back to the pockets that it came from, and what was won is taken from
 * those that it went to, where it is still there. A bet that is not known yet is refused when it comes.
 *
 * @param longest how long after it was placed a bet may be rolled back
 * @param reason free text for people
 * @param by who decided, for the book
 */
public record RollBackBet(KnownBet.Key key, Idempotency idempotency, Duration longest, String reason, String by)
        implements Keyed {

    @Override
    public String tenantId() {
        return key.tenantId();
    }

    @Override
    public TransferType type() {
        return TransferType.ROLLBACK;
    }
}
