package dev.coffer.auth.signin;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.code.SealForDelivery;
import dev.coffer.auth.signin.PasswordChanged.Means;
import dev.coffer.auth.user.Contact;
import dev.coffer.auth.user.PasswordNotices;
import dev.coffer.auth.user.User;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.UnitOfWork;

/** Tells that a password counts no more, so that its owner hears of it whoever did it. */
public final class TellPasswordChanged implements PasswordNotices {

    private final SealForDelivery sealing;
    private final Outbox outbox;
    private final Audit audit;
    private final Ids ids;

    TellPasswordChanged(SealForDelivery sealing, Outbox outbox, Audit audit, Ids ids) {
        this.sealing = sealing;
        this.outbox = outbox;
        this.audit = audit;
        this.ids = ids;
    }

    /** The signed-in user changed it. */
    void changed(UnitOfWork unit, User user) {
        tell(unit, user, Means.CHANGE);
        audit.record(unit, AuditAct.own(user.tenantId(), AuditKind.PASSWORD_CHANGED, user.id()));
    }

    /** It was set by the code of a reset. */
    public void reset(UnitOfWork unit, User user) {
        tell(unit, user, Means.RESET);
        audit.record(unit, AuditAct.own(user.tenantId(), AuditKind.PASSWORD_RESET, user.id()));
    }

    @Override
    public void forced(UnitOfWork unit, User user) {
        tell(unit, user, Means.FORCED);
    }

    private void tell(UnitOfWork unit, User user, Means means) {
        Contact to = user.contact();
        String noticeId = ids.next();
        String sealed = sealing.seal(PasswordChanged.TYPE, user.tenantId(), noticeId, to, null);
        PasswordChanged event = new PasswordChanged(noticeId, user.id(), means, to.channel(), user.locale(), sealed);
        outbox.add(unit, EventDraft.of(event, user.id(), user.tenantId()).onBehalfOf(user.id()));
    }
}
