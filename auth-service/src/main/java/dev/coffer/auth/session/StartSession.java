package dev.coffer.auth.session;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.token.AccessTokens;
import dev.coffer.auth.token.Authentication;
import dev.coffer.auth.token.Authentication.Strength;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.identity.Client;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Starts a session for a user who has proven to be that user. */
public final class StartSession {

    private final Sessions sessions;
    private final RefreshTokens refreshTokens;
    private final AccessTokens accessTokens;
    private final Users users;
    private final Audit audit;
    private final SignInNotices notices;
    private final ClosingAccounts closings;
    private final SessionLimits limits;
    private final Ids ids;
    private final Clock clock;

    StartSession(
            Sessions sessions,
            RefreshTokens refreshTokens,
            AccessTokens accessTokens,
            Users users,
            Audit audit,
            SignInNotices notices,
            ClosingAccounts closings,
            SessionLimits limits,
            Ids ids,
            Clock clock) {
        this.sessions = sessions;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.users = users;
        this.audit = audit;
        this.notices = notices;
        this.closings = closings;
        this.limits = limits;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * @param user as read before; who was locked since then gets no session
     * @param strength what the user has proven just now
     * @param client that gets the session
     * @throws CodedException CONFLICT when the account is not active any more, UNAVAILABLE when the store is away
     */
    public Session start(UnitOfWork unit, User user, Strength strength, Client client) {
        if (!users.countSignIn(unit, user)) {
            throw new CodedException(CommonError.CONFLICT, "The account was changed just now; sign in again.");
        }
        closings.signedIn(unit, user);
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        RefreshToken token = refreshTokens.first(user.tenantId(), ids.next());
        RefreshFamily family = RefreshFamily.started(
                token,
                user.id(),
                refreshTokens.digest(token),
                new Authentication(strength, now),
                Whereabouts.of(client));
        sessions.insert(unit, family, now.plus(limits.absolute()));
        audit.record(
                unit,
                AuditAct.own(user.tenantId(), AuditKind.SIGNED_IN, user.id())
                        .with("session", family.sessionId())
                        .with("strength", strength.name()));
        notices.signedIn(unit, user, client);
        return session(family, token, user);
    }

    /** The same, for a client of which nothing is known. */
    public Session start(UnitOfWork unit, User user, Strength strength) {
        return start(unit, user, strength, Client.UNKNOWN);
    }

    /** The session as the client gets it, with an access token that states the user's roles as they are now. */
    Session session(RefreshFamily family, RefreshToken newest, User user) {
        Caller caller = new Caller(user.id(), user.tenantId(), user.roles(), family.sessionId());
        return new Session(
                family.sessionId(),
                accessTokens.issue(caller, user.version(), family.authentication()),
                refreshTokens.write(newest),
                family.endsAt(limits),
                user);
    }
}
