package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;

/**
 * Pays what a bet has won, into the pockets that its stake came from, in their proportion.
 *
 * @param win zero or more; nothing is booked too, as an entry of nothing
 * @param isLast whether nothing more comes of the bet
 * @param by who asked, for the book
 */
public record SettleBet(KnownBet.Key key, Idempotency idempotency, Money win, boolean isLast, String by)
        implements Keyed {

    public SettleBet {
        if (win.isNegative()) {
            throw new IllegalArgumentException("A bet cannot win " + win);
        }
    }

    @Override
    public String tenantId() {
        return key.tenantId();
    }

    @Override
    public TransferType type() {
        return TransferType.WIN;
    }
}
