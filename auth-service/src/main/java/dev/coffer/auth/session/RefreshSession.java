package dev.coffer.auth.session;

import dev.coffer.auth.session.RefreshFamily.Presented;
import dev.coffer.auth.session.RefreshResult.Refreshed;
import dev.coffer.auth.session.RefreshResult.Refused;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Client;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Continues a session: each refresh token is used once and followed by another. */
final class RefreshSession {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshSession.class);

    private final Sessions sessions;
    private final Rotations rotations;
    private final RefreshTokens tokens;
    private final StartSession start;
    private final EndSessions endSessions;
    private final Users users;
    private final SessionLimits limits;
    private final Transactions transactions;
    private final Clock clock;

    RefreshSession(
            Sessions sessions,
            Rotations rotations,
            RefreshTokens tokens,
            StartSession start,
            EndSessions endSessions,
            Users users,
            SessionLimits limits,
            Transactions transactions,
            Clock clock) {
        this.sessions = sessions;
        this.rotations = rotations;
        this.tokens = tokens;
        this.start = start;
        this.endSessions = endSessions;
        this.users = users;
        this.limits = limits;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** @throws CodedException UNAVAILABLE when the store is away */
    RefreshResult refresh(String text, Client client) {
        RefreshToken token = tokens.read(text);
        if (token == null) {
            return new Refused(SessionRefusal.REFRESH_TOKEN_INVALID);
        }
        return rotations
                .rotate(token, client)
                .map(turned -> session(turned.rotated(), turned.user()))
                .orElseGet(() -> transactions.inTransaction(unit -> refresh(unit, token, client)));
    }

    private RefreshResult refresh(UnitOfWork unit, RefreshToken token, Client client) {
        RefreshFamily family = sessions.find(unit, token.tenantId(), token.sessionId());
        if (family == null) {
            return new Refused(SessionRefusal.SESSION_ENDED);
        }
        User user = users.find(unit, family.tenantId(), family.userId());
        return switch (family.present(token, tokens, limits, now())) {
            case Presented.Rotated rotated -> {
                if (!sessions.rotate(unit, rotated.family().seen(client))) {
                    throw new CodedException(CommonError.CONFLICT, "The session was refreshed elsewhere; try again.");
                }
                yield session(rotated, user);
            }
            case Presented.Repeated(RefreshToken successor) -> session(new Presented.Rotated(family, successor), user);
            case Presented.Reused _ -> endReused(unit, family);
            case Presented.Expired _ -> new Refused(SessionRefusal.SESSION_ENDED);
        };
    }

    private RefreshResult session(Presented.Rotated rotated, @Nullable User user) {
        return user == null || !user.isActive()
                ? new Refused(SessionRefusal.SESSION_ENDED)
                : new Refreshed(start.session(rotated.family(), rotated.successor(), user));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }

    private RefreshResult endReused(UnitOfWork unit, RefreshFamily family) {
        endSessions.end(unit, family, EndReason.TOKEN_REUSED);
        LOG.warn(
                "A refresh token of session {} of user {} was used twice: the session is ended",
                family.sessionId(),
                family.userId());
        return new Refused(SessionRefusal.REFRESH_TOKEN_REUSED);
    }
}
