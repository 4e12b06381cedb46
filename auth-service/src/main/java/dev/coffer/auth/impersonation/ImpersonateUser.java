package dev.coffer.auth.impersonation;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.session.ActAs;
import dev.coffer.auth.signin.SecondFactors;
import dev.coffer.auth.token.AccessToken;
import dev.coffer.auth.user.RoleReach;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.UserRefusal;
import dev.coffer.auth.user.Users;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.errors.RefusalCode;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.identity.Caller;
import dev.coffer.core.stepup.RequiredProof;
import dev.coffer.core.stepup.StepUpDemand;
import dev.coffer.core.stepup.StepUpRequired;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.store.UnitOfWork;
import java.time.Clock;
import java.time.Duration;

/**
 * Gives an administrator an access token that shows them what a user sees. It names both, counts for as long as the administrator's own
 * session and five minutes at most, is followed by none, and changes nothing: core-lib's permissions refuse every mutation.
 */
final class ImpersonateUser {

    /** What became of it. */
    sealed interface Result {

        record Started(String userId, AccessToken token) implements Result {}

        record Refused(RefusalCode reason) implements Result {}
    }

    /** Of administrators who have a second factor, whatever the tenant demands besides. */
    private static final StepUpDemand FRESH = new StepUpDemand(RequiredProof.SECOND_FACTOR, Duration.ofMinutes(5));

    private final Users users;
    private final RoleReach roles;
    private final SecondFactors factors;
    private final ActAs actAs;
    private final Audit audit;
    private final Outbox outbox;
    private final Transactions transactions;
    private final Clock clock;

    ImpersonateUser(
            Users users,
            RoleReach roles,
            SecondFactors factors,
            ActAs actAs,
            Audit audit,
            Outbox outbox,
            Transactions transactions,
            Clock clock) {
        this.users = users;
        this.roles = roles;
        this.factors = factors;
        this.actAs = actAs;
        this.audit = audit;
        this.outbox = outbox;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * @throws CodedException FORBIDDEN for who does not act in person, STEP_UP_REQUIRED for who has a second factor and has not proven
     *     it just now, NOT_FOUND for a user whom the caller's tenant does not have, UNAUTHENTICATED when the caller's session is
     *     over, UNAVAILABLE when the store is away
     */
    Result impersonate(Caller caller, String userId, String reason) {
        if (caller.terms().actor() != null || caller.terms().scopes() != null) {
            throw new CodedException(CommonError.FORBIDDEN, "Only a person who signed in impersonates somebody.");
        }
        if (caller.userId().equals(userId)) {
            return new Result.Refused(ImpersonationRefusal.IMPERSONATING_SELF);
        }
        return transactions.inTransaction(unit -> start(unit, caller, userId, reason));
    }

    private Result start(UnitOfWork unit, Caller caller, String userId, String reason) {
        requireFreshFactor(unit, caller);
        User user = users.find(unit, caller.tenantId(), userId);
        if (user == null) {
            throw CodedException.notFound("user", userId);
        }
        if (!user.isActive()) {
            return new Result.Refused(ImpersonationRefusal.USER_NOT_ACTIVE);
        }
        if (!roles.coversAll(caller.tenantId(), caller.roles(), user.roles())) {
            return new Result.Refused(UserRefusal.BEYOND_OWN_ROLES);
        }
        AccessToken token = actAs.issue(unit, caller, user);
        if (token == null) {
            throw new CodedException(CommonError.UNAUTHENTICATED, "Your session is over; sign in again.");
        }
        audit.record(
                unit,
                AuditAct.by(caller, AuditKind.IMPERSONATION_STARTED)
                        .about(userId)
                        .with("session", caller.sessionId())
                        .with("until", token.expiresAt().toString())
                        .because(reason));
        UserImpersonated event =
                new UserImpersonated(userId, user.locale(), token.expiresAt().toString());
        outbox.add(unit, EventDraft.of(event, userId, user.tenantId()).onBehalfOf(caller.userId()));
        return new Result.Started(userId, token);
    }

    private void requireFreshFactor(UnitOfWork unit, Caller caller) {
        User own = users.find(unit, caller.tenantId(), caller.userId());
        boolean isAnyOn = own != null && !factors.of(unit, own).isEmpty();
        if (isAnyOn && !FRESH.isMetBy(caller.terms(), clock.instant())) {
            throw new StepUpRequired(FRESH);
        }
    }
}
