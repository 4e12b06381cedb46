package dev.coffer.auth.factor;

import dev.coffer.auth.device.RememberDevice;
import dev.coffer.auth.session.EndReason;
import dev.coffer.auth.session.EndSessions;
import dev.coffer.auth.signin.FactorKind;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.auth.user.UserResult;
import dev.coffer.auth.user.UserResult.Done;
import dev.coffer.auth.user.UserResult.Refused;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/**
 * An administrator's help for who has lost phone and recovery codes. It also ends the user's sessions: if somebody talked support into
 * this, the user notices.
 */
final class ResetFactors {

    private final Users users;
    private final RoleReach roles;
    private final Factors factors;
    private final Enrolments enrolments;
    private final PasskeyProofs passkeys;
    private final RememberDevice devices;
    private final EndSessions endSessions;
    private final TellFactors tell;
    private final Transactions transactions;

    ResetFactors(
            Users users,
            RoleReach roles,
            Factors factors,
            Enrolments enrolments,
            PasskeyProofs passkeys,
            RememberDevice devices,
            EndSessions endSessions,
            TellFactors tell,
            Transactions transactions) {
        this.users = users;
        this.roles = roles;
        this.factors = factors;
        this.enrolments = enrolments;
        this.passkeys = passkeys;
        this.devices = devices;
        this.endSessions = endSessions;
        this.tell = tell;
        this.transactions = transactions;
    }

    /**
     * Switches all second factors of a user off; changes nothing where there is none.
     *
     * @param reason the administrator's, told with the event
     * @throws CodedException NOT_FOUND for a user whom the caller's tenant does not have
     */
    UserResult reset(Caller caller, String userId, String reason) {
        if (caller.userId().equals(userId)) {
            return new Refused(UserRefusal.OWN_ACCOUNT, "input.userId");
        }
        return transactions.inTransaction(unit -> {
            User user = users.find(unit, caller.tenantId(), userId);
            if (user == null) {
                throw CodedException.notFound("user", userId);
            }
            if (!roles.coversAll(caller.tenantId(), caller.roles(), user.roles())) {
                return new Refused(UserRefusal.BEYOND_OWN_ROLES, "input.userId");
            }
            enrolments.delete(unit, user);
            List<FactorKind> enrolled = factors.find(unit, user).enrolled();
            if (!enrolled.isEmpty()) {
                reset(unit, user);
                enrolled.forEach(factor -> tell.removed(unit, user, factor, caller.userId(), reason));
            }
            return new Done(user);
        });
    }

    private void reset(UnitOfWork unit, User user) {
        factors.deleteTotp(unit, user);
        factors.deleteEmail(unit, user);
        factors.deletePasskeys(unit, user);
        passkeys.deleteAll(unit, user);
        devices.forgetAll(unit, user);
        endSessions.endAll(unit, user, null, EndReason.FACTORS_RESET);
    }
}
