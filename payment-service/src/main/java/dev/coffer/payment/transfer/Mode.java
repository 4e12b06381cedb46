package dev.coffer.payment.transfer;

import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Chain;
import dev.coffer.payment.ledger.ChainResult;
import dev.coffer.payment.ledger.Keyed;
import dev.coffer.payment.ledger.PostResult;
import org.jspecify.annotations.Nullable;

/** Whether something is to be done, or only looked at: the {@code dryRun} of an input. */
public enum Mode {
    FOR_REAL,
    DRY_RUN;

    public static Mode of(@Nullable Boolean dryRun) {
        return Boolean.TRUE.equals(dryRun) ? DRY_RUN : FOR_REAL;
    }

    public PostResult carryOut(Bookings bookings, Keyed command) {
        return this == DRY_RUN ? bookings.preview(command) : bookings.post(command);
    }

    ChainResult carryOut(Bookings bookings, Chain chain) {
        return this == DRY_RUN ? bookings.preview(chain) : bookings.post(chain);
    }
}
