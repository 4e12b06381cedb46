package dev.coffer.auth.user;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.user.UserResult.Done;
import dev.coffer.auth.user.UserResult.Refused;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.permission.Scopes;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator changes about somebody else's account. That the caller may do so at all is decided before; here is
 * decided how far: nobody touches their own roles or lock, and nobody deals in permissions that they do not have themselves.
 */
final class ChangeUser {

    private final Users users;
    private final RoleReach roles;
    private final OpenSessions sessions;
    private final RevokeTokens revoke;
    private final Audit audit;
    private final Transactions transactions;

    ChangeUser(
            Users users,
            RoleReach roles,
            OpenSessions sessions,
            RevokeTokens revoke,
            Audit audit,
            Transactions transactions) {
        this.users = users;
        this.roles = roles;
        this.sessions = sessions;
        this.revoke = revoke;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** Gives the role; changes nothing if the user has it already. */
    UserResult assignRole(Caller caller, String userId, String role) {
        Refused refused = refuseRole(caller, userId, role);
        AuditAct act = AuditAct.by(caller, AuditKind.ROLE_ASSIGNED).with("role", role);
        return refused != null
                ? refused
                : change(
                        caller,
                        userId,
                        act,
                        user -> new Done(user.roles().contains(role) ? user : user.withRole(role)));
    }

    /** Takes the role away; changes nothing if the user does not have it. */
    UserResult revokeRole(Caller caller, String userId, String role) {
        Refused refused = refuseRole(caller, userId, role);
        AuditAct act = AuditAct.by(caller, AuditKind.ROLE_REVOKED).with("role", role);
        return refused != null
                ? refused
                : change(
                        caller,
                        userId,
                        act,
                        user -> new Done(user.roles().contains(role) ? user.withoutRole(role) : user));
    }

    /** Ends the user's sessions; they may sign in again. */
    UserResult endSessions(Caller caller, String userId) {
        return transactions.inTransaction(unit -> {
            User user = find(unit, caller, userId);
            if (!roles.coversAll(caller.tenantId(), caller.roles(), user.roles())) {
                return new Refused(UserRefusal.BEYOND_OWN_ROLES, "input.userId");
            }
            sessions.endForOperator(unit, user);
            audit.record(unit, AuditAct.by(caller, AuditKind.USER_SIGNED_OUT).about(userId));
            return new Done(user);
        });
    }

    /** Keeps the user from signing in, and ends their sessions; changes nothing if they are locked already. */
    UserResult lock(Caller caller, String userId) {
        return changeStatus(caller, userId, UserStatus.LOCKED, AuditKind.USER_LOCKED);
    }

    /** Lets the user sign in again. */
    UserResult unlock(Caller caller, String userId) {
        return changeStatus(caller, userId, UserStatus.ACTIVE, AuditKind.USER_UNLOCKED);
    }

    private @Nullable Refused refuseRole(Caller caller, String userId, String role) {
        if (!roles.isKnown(caller.tenantId(), role)) {
            return new Refused(UserRefusal.ROLE_UNKNOWN, "input.role");
        }
        if (caller.userId().equals(userId)) {
            return new Refused(UserRefusal.OWN_ROLES, "input.userId");
        }
        return roles.covers(caller.tenantId(), caller.roles(), role) && Scopes.areUnlimited(caller)
                ? null
                : new Refused(UserRefusal.BEYOND_OWN_ROLES, "input.role");
    }

    private UserResult changeStatus(Caller caller, String userId, UserStatus status, AuditKind kind) {
        if (caller.userId().equals(userId)) {
            return new Refused(UserRefusal.OWN_ACCOUNT, "input.userId");
        }
        return change(caller, userId, AuditAct.by(caller, kind), user -> {
            if (user.status() == UserStatus.PENDING) {
                return new Refused(UserRefusal.REGISTRATION_PENDING, "input.userId");
            }
            if (!roles.coversAll(caller.tenantId(), caller.roles(), user.roles())) {
                return new Refused(UserRefusal.BEYOND_OWN_ROLES, "input.userId");
            }
            return new Done(user.status() == status ? user : user.with(status));
        });
    }

    private UserResult change(Caller caller, String userId, AuditAct act, Function<User, UserResult> change) {
        return transactions.inTransaction(unit -> {
            User user = find(unit, caller, userId);
            UserResult result = change.apply(user);
            if (result instanceof Done(User changed) && !changed.equals(user)) {
                save(unit, user, changed);
                audit.record(unit, act.about(userId));
            }
            return result;
        });
    }

    private User find(UnitOfWork unit, Caller caller, String userId) {
        User user = users.find(unit, caller.tenantId(), userId);
        if (user == null || user.status() == UserStatus.CLOSED) {
            throw CodedException.notFound("user", userId);
        }
        return user;
    }

    private void save(UnitOfWork unit, User before, User changed) {
        if (!users.replace(unit, changed)) {
            throw new CodedException(CommonError.CONFLICT, "The user was changed meanwhile; read it and try again.");
        }
        if (!changed.isActive()) {
            sessions.endForLocked(unit, changed);
            // What was given out for their API keys belongs to no session.
            revoke.ofUser(unit, changed.tenantId(), changed.id(), changed.version());
        } else if (!changed.roles().containsAll(before.roles())) {
            // The tokens given out before say that the user still has the role.
            revoke.ofUser(unit, changed.tenantId(), changed.id(), changed.version());
        }
    }
}
