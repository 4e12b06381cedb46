package dev.coffer.auth.closing;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.closing.ClosingEvents.UserClosed;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.auth.user.Users;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;

/**
 * Erases who a user was, everywhere in this service and in one transaction. What stays is the id with nothing to it, because the books
 * name it; and the audit log, which names nobody but by id and loses the reasons that people typed.
 */
final class EraseUser {

    private final List<PersonalData> everywhere;
    private final Users users;
    private final Closings closings;
    private final Audit audit;
    private final Outbox outbox;

    EraseUser(List<PersonalData> everywhere, Users users, Closings closings, Audit audit, Outbox outbox) {
        this.everywhere = List.copyOf(everywhere);
        this.users = users;
        this.closings = closings;
        this.audit = audit;
        this.outbox = outbox;
    }

    void erase(UnitOfWork unit, Closing closing) {
        String tenantId = closing.tenantId();
        String userId = closing.userId();
        everywhere.forEach(data -> data.erase(unit, tenantId, userId));
        users.erase(unit, tenantId, userId);
        audit.eraseReasons(unit, tenantId, userId);
        audit.record(unit, AuditAct.of(tenantId, AuditKind.ACCOUNT_CLOSED, null).about(userId));
        closings.delete(unit, closing);
        outbox.add(unit, EventDraft.of(new UserClosed(userId), userId, tenantId).correlatedBy(closing.id()));
    }
}
