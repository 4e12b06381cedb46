package dev.coffer.gateway.plan;

import java.util.function.LongSupplier;

/** What one planning may spend; used by one thread. */
final class Budget {

    /** How many visits go by between two looks at the clock. */
    private static final int CLOCK_INTERVAL = 256;

    private final LongSupplier nanoTime;
    private final long start;
    private int visits;

    Budget(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.start = nanoTime.getAsLong();
    }

    /** Whether it is time to take the best that was found. */
    boolean isSpent() {
        return elapsed() > PlanLimits.BUDGET.toNanos();
    }

    /** Called for each field that the search looks at. @throws Unplannable when there is no end to it */
    void visit() {
        visits++;
        boolean late = visits % CLOCK_INTERVAL == 0 && elapsed() > PlanLimits.GIVE_UP.toNanos();
        if (late || visits > PlanLimits.VISITS) {
            throw Unplannable.tooComplex("the operation has too many ways to be answered; ask for less at once");
        }
    }

    /** How many fields the search has looked at so far. */
    int visits() {
        return visits;
    }

    private long elapsed() {
        return nanoTime.getAsLong() - start;
    }
}
