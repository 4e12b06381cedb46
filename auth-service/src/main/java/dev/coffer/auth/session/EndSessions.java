package dev.coffer.auth.session;

import dev.coffer.auth.user.OpenSessions;
import dev.coffer.auth.user.User;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Ends sessions before their time. An access token given out before goes on counting until it expires by itself. */
public final class EndSessions implements OpenSessions {

    private final Sessions sessions;
    private final RefreshTokens tokens;
    private final Transactions transactions;
    private final Clock clock;

    EndSessions(Sessions sessions, RefreshTokens tokens, Transactions transactions, Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Logs out: ends the session of a refresh token, of whichever generation. Ending it again changes nothing.
     *
     * @return what ended, or null when {@code text} is no refresh token of this installation
     */
    @Nullable
    EndedSession logout(String text) {
        RefreshToken token = tokens.read(text);
        if (token == null) {
            return null;
        }
        Instant now = clock.instant();
        transactions.run(unit -> sessions.end(unit, token.tenantId(), token.sessionId(), EndReason.LOGOUT, now));
        return new EndedSession(token.sessionId());
    }

    @Override
    public void endForLocked(UnitOfWork unit, User user) {
        endAll(unit, user, null, EndReason.ACCOUNT_LOCKED);
    }

    @Override
    public void endForPassword(UnitOfWork unit, User user) {
        endAll(unit, user, null, EndReason.PASSWORD_CHANGED);
    }

    /** Ends all sessions of a user that go on, except the one named. */
    public void endAll(UnitOfWork unit, User user, @Nullable String exceptSessionId, EndReason reason) {
        sessions.endAll(unit, user.tenantId(), user.id(), exceptSessionId, reason, clock.instant());
    }
}
