package dev.coffer.auth.factor;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.signin.FactorKind;
import dev.coffer.auth.user.User;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.UnitOfWork;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells what happens to users' second factors, with the change that it tells of, and counts it: a change whose transaction is repeated
 * counts again.
 */
final class TellFactors {

    private final Outbox outbox;
    private final Audit audit;
    private final MeterRegistry meters;

    TellFactors(Outbox outbox, Audit audit, MeterRegistry meters) {
        this.outbox = outbox;
        this.audit = audit;
        this.meters = meters;
    }

    void enrolled(UnitOfWork unit, User user, FactorKind factor) {
        tell(unit, user, user.id(), new FactorEnrolled(user.id(), factor.name()));
        audit.record(unit, own(user, AuditKind.FACTOR_ENROLLED).with("factor", factor.name()));
        count(factor, "enrolled");
    }

    /**
     * @param by id of whoever removed it
     * @param reason an administrator's, null for the user's own doing
     */
    void removed(UnitOfWork unit, User user, FactorKind factor, String by, @Nullable String reason) {
        tell(unit, user, by, new FactorRemoved(user.id(), factor.name(), by, reason));
        audit.record(
                unit,
                AuditAct.of(user.tenantId(), AuditKind.FACTOR_REMOVED, by)
                        .about(user.id())
                        .with("factor", factor.name())
                        .because(reason));
        count(factor, "removed");
    }

    /** @param left recovery codes that were not used yet */
    void recoveryCodeUsed(UnitOfWork unit, User user, int left) {
        tell(unit, user, user.id(), new RecoveryCodeUsed(user.id(), left));
        audit.record(unit, own(user, AuditKind.RECOVERY_CODE_USED).with("left", Integer.toString(left)));
    }

    void recoveryCodesReplaced(UnitOfWork unit, User user) {
        tell(unit, user, user.id(), new RecoveryCodesReplaced(user.id()));
        audit.record(unit, own(user, AuditKind.RECOVERY_CODES_REPLACED));
    }

    private static AuditAct own(User user, AuditKind kind) {
        return AuditAct.own(user.tenantId(), kind, user.id());
    }

    private void tell(UnitOfWork unit, User user, String by, Object event) {
        outbox.add(unit, EventDraft.of(event, user.id(), user.tenantId()).onBehalfOf(by));
    }

    private void count(FactorKind factor, String change) {
        meters.counter("coffer.auth.factor.changes", "factor", factor.name().toLowerCase(Locale.ROOT), "change", change)
                .increment();
    }
}
