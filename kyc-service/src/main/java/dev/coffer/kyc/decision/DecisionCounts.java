package dev.coffer.kyc.decision;

import dev.coffer.core.store.UnitOfWork;
import java.time.LocalDate;
import java.util.List;

/** How requests were decided, by day. */
public interface DecisionCounts {

    /** In the transaction of the decision, so that each is counted once. */
    void add(UnitOfWork unit, String tenantId, Decided decided);

    /** The oldest day first; days of which there is nothing are left out. */
    List<DayOfDecisions> list(String tenantId, LocalDate from, LocalDate until);
}
