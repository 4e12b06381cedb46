package dev.coffer.payment.reconciliation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Readings of the ledger that came to their end, and whose turn it is to make the next one. */
interface Reconciliations {

    /** Null before the first. */
    @Nullable
    Reconciliation latest();

    /**
     * Takes the next reading up, when it is due and nobody is at it, by the store's clock.
     *
     * @param every from the start of one to that of the next
     * @param lease how long others leave it alone unless it is renewed
     */
    boolean claim(String owner, Duration every, Duration lease);

    /** Keeps what was taken up. */
    void renew(String owner, Duration lease);

    /** Keeps what was found, and lets the next one be due. */
    void finish(String owner, Reconciliation found);

    /** Gives it up: whoever looks next takes it up again. */
    void giveUp(String owner);
}
