package dev.coffer.auth.session;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.device.RememberDevice;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.user.OpenSessions;
import dev.coffer.auth.user.User;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Ends sessions before their time, and has the access tokens that were given out for them count no more. */
public final class EndSessions implements OpenSessions {

    private final Sessions sessions;
    private final RefreshTokens tokens;
    private final RevokeTokens revoke;
    private final RememberDevice devices;
    private final Audit audit;
    private final ThirdParties thirdParties;
    private final Transactions transactions;
    private final Clock clock;

    EndSessions(
            Sessions sessions,
            RefreshTokens tokens,
            RevokeTokens revoke,
            RememberDevice devices,
            Audit audit,
            ThirdParties thirdParties,
            Transactions transactions,
            Clock clock) {
        this.sessions = sessions;
        this.tokens = tokens;
        this.revoke = revoke;
        this.devices = devices;
        this.audit = audit;
        this.thirdParties = thirdParties;
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
        transactions.run(unit -> {
            RefreshFamily family = sessions.find(unit, token.tenantId(), token.sessionId());
            if (family != null) {
                end(unit, family, EndReason.LOGOUT);
            }
        });
        return new EndedSession(token.sessionId());
    }

    /** Ends one session of a user; says whether it went on until now. */
    public boolean endOne(String tenantId, String userId, String sessionId, EndReason reason) {
        return transactions.inTransaction(unit -> {
            RefreshFamily family = sessions.find(unit, tenantId, sessionId);
            return family != null && family.userId().equals(userId) && end(unit, family, reason);
        });
    }

    /** Ends a session if it goes on; says whether it did. */
    boolean end(UnitOfWork unit, RefreshFamily family, EndReason reason) {
        String sessionId = family.sessionId();
        boolean isEnded = sessions.end(unit, family.tenantId(), sessionId, reason, clock.instant());
        if (isEnded) {
            revoke.ofSessions(unit, List.of(sessionId));
            audit.record(
                    unit, ended(family.tenantId(), family.userId(), reason, 1).with("session", sessionId));
            thirdParties.endOfSession(unit, family.tenantId(), sessionId);
        }
        return isEnded;
    }

    private static AuditAct ended(String tenantId, String userId, EndReason reason, int count) {
        return AuditAct.of(tenantId, AuditKind.SESSIONS_ENDED, reason.isByUser() ? userId : null)
                .about(userId)
                .with("reason", reason.name())
                .with("count", Integer.toString(count));
    }

    /** Ends the caller's sessions and forgets their devices. @return how many sessions ended */
    int logoutEverywhere(Caller caller, boolean isCurrentKept) {
        String kept = isCurrentKept ? caller.sessionId() : null;
        return transactions.inTransaction(unit -> {
            devices.forgetAll(unit, caller.tenantId(), caller.userId());
            return endAll(unit, caller.tenantId(), caller.userId(), kept, EndReason.LOGOUT_EVERYWHERE);
        });
    }

    @Override
    public void endForLocked(UnitOfWork unit, User user) {
        endAll(unit, user, null, EndReason.ACCOUNT_LOCKED);
    }

    @Override
    public void endForPassword(UnitOfWork unit, User user) {
        endAll(unit, user, null, EndReason.PASSWORD_CHANGED);
    }

    @Override
    public void endForOperator(UnitOfWork unit, User user) {
        endAll(unit, user, null, EndReason.ENDED_BY_OPERATOR);
    }

    /** Ends all sessions of a user that go on, except the one named. */
    public void endAll(UnitOfWork unit, User user, @Nullable String exceptSessionId, EndReason reason) {
        endAll(unit, user.tenantId(), user.id(), exceptSessionId, reason);
    }

    private int endAll(
            UnitOfWork unit, String tenantId, String userId, @Nullable String exceptSessionId, EndReason reason) {
        List<String> ended = sessions.endAll(unit, tenantId, userId, exceptSessionId, reason, clock.instant());
        revoke.ofSessions(unit, ended);
        if (!ended.isEmpty()) {
            audit.record(unit, ended(tenantId, userId, reason, ended.size()));
        }
        thirdParties.endAll(unit, tenantId, userId);
        return ended.size();
    }
}
