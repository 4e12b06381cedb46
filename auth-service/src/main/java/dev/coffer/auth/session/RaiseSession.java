package dev.coffer.auth.session;

import dev.coffer.auth.token.AccessToken;
import dev.coffer.auth.token.AccessTokens;
import dev.coffer.auth.token.Authentication;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Terms;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Has a session tell that its user has proven who they are again. */
public final class RaiseSession {

    private final Sessions sessions;
    private final AccessTokens accessTokens;
    private final Clock clock;

    RaiseSession(Sessions sessions, AccessTokens accessTokens, Clock clock) {
        this.sessions = sessions;
        this.accessTokens = accessTokens;
        this.clock = clock;
    }

    /**
     * @param caller whoever asks: what their token is limited to, the new one is
     * @param user whose session it is
     * @param strength what the user has proven just now
     * @return an access token that tells of it, as all later ones of the session do; null where the session is over
     * @throws CodedException UNAVAILABLE when the store is away
     */
    public @Nullable AccessToken raise(UnitOfWork unit, Caller caller, User user, Strength strength) {
        String sessionId = caller.sessionId();
        RefreshFamily family = sessions.find(unit, user.tenantId(), sessionId);
        Authentication now = new Authentication(strength, clock.instant().truncatedTo(ChronoUnit.MILLIS));
        if (family == null
                || !family.userId().equals(user.id())
                || !sessions.raise(unit, user.tenantId(), sessionId, now)) {
            return null;
        }
        Terms terms = new Terms(caller.terms().scopes(), null, null, null);
        Caller raised = new Caller(user.id(), user.tenantId(), user.roles(), sessionId, terms);
        return accessTokens.issue(raised, user.version(), now);
    }
}
