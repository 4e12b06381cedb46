package dev.coffer.auth.user;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.password.Credentials;
import dev.coffer.auth.user.UserResult.Done;
import dev.coffer.auth.user.UserResult.Refused;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;

/**
 * Makes somebody else's password and API keys count no more, and ends their sessions: say, because somebody else knows it. The user sets
 * another by a reset; until then no password is theirs.
 */
final class ForcePasswordReset {

    private final Users users;
    private final Credentials credentials;
    private final RoleReach roles;
    private final OpenSessions sessions;
    private final PasswordNotices notices;
    private final UserKeys keys;
    private final Audit audit;
    private final Transactions transactions;

    ForcePasswordReset(
            Users users,
            Credentials credentials,
            RoleReach roles,
            OpenSessions sessions,
            PasswordNotices notices,
            UserKeys keys,
            Audit audit,
            Transactions transactions) {
        this.users = users;
        this.credentials = credentials;
        this.roles = roles;
        this.sessions = sessions;
        this.notices = notices;
        this.keys = keys;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** @throws CodedException NOT_FOUND for a user whom the caller's tenant does not have */
    UserResult force(Caller caller, String userId) {
        if (caller.userId().equals(userId)) {
            return new Refused(UserRefusal.OWN_ACCOUNT, "input.userId");
        }
        return transactions.inTransaction(unit -> {
            User user = users.find(unit, caller.tenantId(), userId);
            if (user == null || user.status() == UserStatus.CLOSED) {
                throw CodedException.notFound("user", userId);
            }
            if (user.isService()) {
                return new Refused(UserRefusal.SERVICE_ACCOUNT, "input.userId");
            }
            if (user.status() == UserStatus.PENDING) {
                return new Refused(UserRefusal.REGISTRATION_PENDING, "input.userId");
            }
            if (!roles.coversAll(caller.tenantId(), caller.roles(), user.roles())) {
                return new Refused(UserRefusal.BEYOND_OWN_ROLES, "input.userId");
            }
            end(unit, user);
            audit.record(
                    unit, AuditAct.by(caller, AuditKind.PASSWORD_RESET_FORCED).about(userId));
            return new Done(user);
        });
    }

    private void end(UnitOfWork unit, User user) {
        credentials.delete(unit, user.tenantId(), user.id());
        sessions.endForPassword(unit, user);
        keys.revokeAll(unit, user);
        notices.forced(unit, user);
    }
}
