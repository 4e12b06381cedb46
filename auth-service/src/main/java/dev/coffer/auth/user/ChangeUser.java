package dev.coffer.auth.user;

import dev.coffer.auth.user.UserResult.Done;
import dev.coffer.auth.user.UserResult.Refused;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an administrator changes about somebody else's account. That the caller may do so at all is decided before; here is
 * decided how far: nobody touches their own roles or lock, and nobody deals in permissions that they do not have themselves.
 */
final class ChangeUser {

    private final Users users;
    private final RoleReach roles;
    private final Transactions transactions;

    ChangeUser(Users users, RoleReach roles, Transactions transactions) {
        this.users = users;
        this.roles = roles;
        this.transactions = transactions;
    }

    /** Gives the role; gives it once if the user has it already. */
    UserResult assignRole(Caller caller, String userId, String role) {
        Refused refused = refuseRole(caller, userId, role);
        return refused == null
                ? change(caller, userId, user -> user.roles().contains(role) ? user : user.withRole(role))
                : refused;
    }

    /** Takes the role away; does nothing if the user does not have it. */
    UserResult revokeRole(Caller caller, String userId, String role) {
        Refused refused = refuseRole(caller, userId, role);
        return refused == null
                ? change(caller, userId, user -> user.roles().contains(role) ? user.withoutRole(role) : user)
                : refused;
    }

    private @Nullable Refused refuseRole(Caller caller, String userId, String role) {
        if (!roles.isKnown(role)) {
            return new Refused(UserRefusal.ROLE_UNKNOWN, "input.role");
        }
        if (caller.userId().equals(userId)) {
            return new Refused(UserRefusal.OWN_ROLES, "input.userId");
        }
        return roles.covers(caller.roles(), role) ? null : new Refused(UserRefusal.ROLE_BEYOND_OWN, "input.role");
    }

    private UserResult change(Caller caller, String userId, UnaryOperator<User> change) {
        return transactions.inTransaction(unit -> {
            User user = users.find(unit, caller.tenantId(), userId);
            if (user == null) {
                throw CodedException.notFound("user", userId);
            }
            User changed = change.apply(user);
            if (!changed.equals(user) && !users.replace(unit, changed)) {
                throw new CodedException(
                        CommonError.CONFLICT, "The user was changed meanwhile; read it and try again.");
            }
            return new Done(changed);
        });
    }
}
