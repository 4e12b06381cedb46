package dev.coffer.auth.closing;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.closing.Closing.State;
import dev.coffer.auth.session.ClosingAccounts;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Takes back that an account is to be closed: its user by signing in, or an operator. */
final class KeepAccount implements ClosingAccounts {

    private final Closings closings;
    private final Users users;
    private final RoleReach roles;
    private final Audit audit;
    private final Transactions transactions;

    KeepAccount(Closings closings, Users users, RoleReach roles, Audit audit, Transactions transactions) {
        this.closings = closings;
        this.users = users;
        this.roles = roles;
        this.audit = audit;
        this.transactions = transactions;
    }

    @Override
    public void signedIn(UnitOfWork unit, User user) {
        Closing closing = closings.find(unit, user.tenantId(), user.id());
        if (closing == null) {
            return;
        }
        if (closing.state() == State.CLOSING) {
            throw new CodedException(CommonError.CONFLICT, "The account is being closed; its time to go on is over.");
        }
        closings.delete(unit, closing);
        if (closing.isUnderWay()) {
            audit.record(unit, AuditAct.own(user.tenantId(), AuditKind.ACCOUNT_CLOSING_CANCELLED, user.id()));
        }
    }

    /** @return null where it was taken back @throws CodedException NOT_FOUND for a user whom the caller's tenant does not have */
    @Nullable
    RefusalCode keep(Caller caller, String userId) {
        return transactions.<@Nullable RefusalCode>inTransaction(unit -> {
            User user = users.find(unit, caller.tenantId(), userId);
            if (user == null) {
                throw CodedException.notFound("user", userId);
            }
            if (!roles.coversAll(caller.tenantId(), caller.roles(), user.roles())) {
                return UserRefusal.BEYOND_OWN_ROLES;
            }
            Closing closing = closings.find(unit, caller.tenantId(), userId);
            if (closing == null || !closing.isUnderWay()) {
                return ClosingRefusal.CLOSING_NOT_UNDER_WAY;
            }
            if (closing.state() == State.CLOSING) {
                return ClosingRefusal.CLOSING_TOO_FAR;
            }
            closings.delete(unit, closing);
            audit.record(
                    unit,
                    AuditAct.by(caller, AuditKind.ACCOUNT_CLOSING_CANCELLED).about(userId));
            return null;
        });
    }
}
