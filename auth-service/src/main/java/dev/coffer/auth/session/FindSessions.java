package dev.coffer.auth.session;

import dev.coffer.core.identity.Caller;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import java.time.Clock;

/** The sessions of a user that go on, the newest first. */
final class FindSessions {

    private final Sessions sessions;
    private final SessionLimits limits;
    private final Clock clock;

    FindSessions(Sessions sessions, SessionLimits limits, Clock clock) {
        this.sessions = sessions;
        this.limits = limits;
        this.clock = clock;
    }

    /** The caller's own. */
    Connection<OpenSession> of(Caller caller, PageRequest page, boolean isCounted) {
        return of(caller, caller.userId(), page, isCounted);
    }

    /** Those of a user of the caller's tenant. What was idle for too long has ended, though nobody ended it. */
    Connection<OpenSession> of(Caller caller, String userId, PageRequest page, boolean isCounted) {
        return sessions.page(caller.tenantId(), userId, clock.instant().minus(limits.idle()), page, isCounted)
                .map(family -> OpenSession.of(family, limits, caller.sessionId()));
    }
}
