package dev.coffer.payment.ledger;

import dev.coffer.core.money.Money;
import dev.coffer.payment.usage.Counted;
import org.jspecify.annotations.Nullable;

/**
 * Pays what a bet has won, into the pockets that its stake came from, in their proportion.
 *
 * @param win zero or more; nothing is booked too, as an entry of nothing
 * @param isLast whether nothing more comes of the bet
 * @param by who asked, for the book
 * @param counted towards whose limits; null for nobody's
 */
public record SettleBet(
        KnownBet.Key key,
        Idempotency idempotency,
        Money win,
        boolean isLast,
        String by,
        @Nullable Counted counted) implements Keyed {

    /** Counts for nobody. */
    public SettleBet(KnownBet.Key key, Idempotency idempotency, Money win, boolean isLast, String by) {
        this(key, idempotency, win, isLast, by, null);
    }

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
