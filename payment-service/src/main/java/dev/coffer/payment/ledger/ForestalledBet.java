package dev.coffer.payment.ledger;

import java.time.Instant;

/**
 * A bet whose rollback came before it: it can never be placed.
 *
 * @param reason why it was rolled back
 */
public record ForestalledBet(Key key, String reason, Instant at) implements KnownBet {

    @Override
    public long version() {
        return 1;
    }
}
