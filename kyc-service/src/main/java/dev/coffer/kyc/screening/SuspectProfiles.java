package dev.coffer.kyc.screening;

import dev.coffer.core.store.UnitOfWork;

/** What a verdict does to a profile. Implemented by the profiles. */
public interface SuspectProfiles {

    /** Takes the tier out of force. @param note for the history, which the user is not shown */
    void suspend(UnitOfWork unit, String tenantId, String userId, String by, String note);

    void note(UnitOfWork unit, String tenantId, String userId, String by, String note);
}
