package dev.coffer.auth.session;

import dev.coffer.core.store.UnitOfWork;

/** What users gave to applications of third parties, as far as this package needs it: it ends with their sessions. */
public interface ThirdParties {

    /** Ends all that the user gave to anybody. */
    void endAll(UnitOfWork unit, String tenantId, String userId);

    /** Ends what was given within a session, unless it is to go on while the user is away. */
    void endOfSession(UnitOfWork unit, String tenantId, String sessionId);
}
