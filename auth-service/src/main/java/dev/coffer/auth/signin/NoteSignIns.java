package dev.coffer.auth.signin;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.User;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Has the audit log tell of sign-ins that came to nothing, or not yet to a session. */
final class NoteSignIns {

    private final Audit audit;

    NoteSignIns(Audit audit) {
        this.audit = audit;
    }

    /**
     * @param user whose contact it is; null for nobody's, at the same cost
     * @throws CodedException UNAVAILABLE when the store is away
     */
    void refused(String tenantId, Contact contact, @Nullable User user, SignInRefusal reason) {
        count(AuditKind.SIGN_IN_REFUSED, tenantId, contact, user, reason);
    }

    /** It was not looked at. */
    void blocked(String tenantId, Contact contact, @Nullable User user) {
        count(AuditKind.SIGN_IN_BLOCKED, tenantId, contact, user, SignInRefusal.TOO_MANY_ATTEMPTS);
    }

    private void count(AuditKind kind, String tenantId, Contact contact, @Nullable User user, SignInRefusal reason) {
        audit.countRefusal(kind, tenantId, user == null ? null : user.id(), contact.value(), reason.name());
    }

    void secondStepAsked(UnitOfWork unit, User user) {
        audit.record(unit, AuditAct.own(user.tenantId(), AuditKind.SECOND_STEP_ASKED, user.id()));
    }

    /** Only whoever knows the password, or is signed in, gets as far as this. */
    void secondStepRefused(UnitOfWork unit, User user, FactorKind factor) {
        audit.record(
                unit,
                AuditAct.of(user.tenantId(), AuditKind.SECOND_STEP_REFUSED, null)
                        .about(user.id())
                        .with("factor", factor.name()));
    }

    /** It was not looked at. */
    void secondStepBlocked(User user) {
        audit.countRefusal(
                AuditKind.SECOND_STEP_BLOCKED,
                user.tenantId(),
                user.id(),
                user.id(),
                SignInRefusal.SECOND_FACTOR_TRIED_TOO_OFTEN.name());
    }

    void steppedUp(UnitOfWork unit, User user, String sessionId, FactorKind factor) {
        audit.record(
                unit,
                AuditAct.own(user.tenantId(), AuditKind.STEPPED_UP, user.id())
                        .with("session", sessionId)
                        .with("factor", factor.name()));
    }
}
