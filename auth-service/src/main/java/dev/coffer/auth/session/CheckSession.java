package dev.coffer.auth.session;

import dev.coffer.auth.token.Authentication;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/** Says whether a session goes on, for whoever stands for it by other means than its tokens. */
public final class CheckSession {

    private final Sessions sessions;
    private final SessionLimits limits;
    private final Clock clock;

    CheckSession(Sessions sessions, SessionLimits limits, Clock clock) {
        this.sessions = sessions;
        this.limits = limits;
        this.clock = clock;
    }

    /** What its user has proven; null where the session is over, or not the user's. */
    public @Nullable Authentication find(String tenantId, String userId, String sessionId) {
        RefreshFamily family = sessions.find(tenantId, sessionId);
        if (family == null || !family.userId().equals(userId)) {
            return null;
        }
        return clock.instant().isBefore(family.endsAt(limits)) ? family.authentication() : null;
    }
}
