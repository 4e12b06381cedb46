package dev.coffer.auth.audit;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;

/** Tallies of all tenants that are not in the log yet. */
interface RefusalTallies {

    /** Adds to the tally that is there, durably. */
    void count(RefusalTally one);

    /** Those whose window began before then, like ones beside each other. */
    List<RefusalTally> begunBefore(UnitOfWork unit, Instant window, int most);

    /** Removes them; they are in the log now. */
    void remove(UnitOfWork unit, List<RefusalTally> tallies);
}
