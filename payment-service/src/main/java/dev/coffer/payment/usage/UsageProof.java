package dev.coffer.payment.usage;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Adds up what bookings say they counted for one user, and compares it with what is stored of the user. */
public final class UsageProof {

    private final Usage stored;
    private @Nullable Counters proved;
    private boolean isComparable = true;
    private boolean isCounted;

    public UsageProof(Usage stored) {
        this.stored = stored;
        this.proved = Counters.NONE.on(stored.counters().day());
    }

    /** From when on tallies have a part in what is stored. */
    public LocalDate firstDay() {
        return stored.counters().day().withDayOfMonth(1);
    }

    /** Whether {@code tally} has a part in what is stored: what was counted in an earlier month has none. */
    public boolean counts(Tally tally) {
        return stored.version() == 0 || !tally.day().isBefore(firstDay());
    }

    public void add(Tally tally) {
        isCounted = true;
        if (stored.currency() == null || !stored.currency().code().equals(tally.currency())) {
            // The limit currency was changed in between, and what was counted before was exchanged by a rate nobody
            // knows now.
            isComparable = false;
        } else if (proved != null) {
            proved = proved.plus(tally);
        }
    }

    /** One sentence about the first counter that is not what was counted; null when all is well. */
    public @Nullable String firstWrong() {
        if (stored.version() == 0) {
            return isCounted ? "Bookings have counted for the user, and nothing is stored of it." : null;
        }
        if (!isComparable) {
            return null;
        }
        for (LimitedOperation operation : LimitedOperation.values()) {
            for (LimitPeriod period : new LimitPeriod[] {LimitPeriod.DAY, LimitPeriod.MONTH}) {
                LimitScope scope = new LimitScope(operation, period);
                long counted = proved == null ? 0 : proved.used(scope);
                if (stored.counters().used(scope) != counted) {
                    return "The counter of " + operation + " for the " + period + " of "
                            + stored.counters().day() + " says "
                            + stored.counters().used(scope)
                            + " minor units, the bookings counted " + counted + ".";
                }
            }
        }
        return null;
    }
}
