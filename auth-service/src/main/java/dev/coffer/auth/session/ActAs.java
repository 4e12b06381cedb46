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
import org.jspecify.annotations.Nullable;

/** Gives somebody a token as somebody else, within a session of their own: it counts no more when that session ends. */
public final class ActAs {

    private final Sessions sessions;
    private final AccessTokens accessTokens;

    ActAs(Sessions sessions, AccessTokens accessTokens) {
        this.sessions = sessions;
        this.accessTokens = accessTokens;
    }

    /**
     * A token with the user's roles that says who acts. It tells of a password only, however strongly the actor has proven who they
     * are: nothing that demands a second factor of the user is done by another's.
     *
     * @return null where the actor's session is over
     * @throws CodedException UNAVAILABLE when the store is away
     */
    public @Nullable AccessToken issue(UnitOfWork unit, Caller actor, User user) {
        RefreshFamily family = sessions.find(unit, actor.tenantId(), actor.sessionId());
        if (family == null || !family.userId().equals(actor.userId())) {
            return null;
        }
        Caller caller = new Caller(
                user.id(),
                user.tenantId(),
                user.roles(),
                actor.sessionId(),
                new Terms(null, null, null, actor.userId()));
        return accessTokens.issue(
                caller,
                user.version(),
                new Authentication(Strength.PASSWORD, family.authentication().at()));
    }
}
