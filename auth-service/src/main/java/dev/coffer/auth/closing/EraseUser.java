package dev.coffer.auth.closing;

import dev.coffer.auth.audit.Audit;
import dev.coffer.auth.audit.AuditAct;
import dev.coffer.auth.audit.AuditKind;
import dev.coffer.auth.closing.ClosingEvents.UserClosed;
import dev.coffer.auth.erasure.PersonalData;
import dev.coffer.auth.revocation.RevokeTokens;
import dev.coffer.auth.user.User;
import dev.coffer.auth.user.Users;
import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import java.util.Objects;

/**
 * Erases who a user was, everywhere in this service and in one transaction. What stays is the id with nothing to it, because the books
 * name it; and the audit log, which names nobody but by id and loses the reasons that people typed.
 */
final class EraseUser {

    private final List<PersonalData> everywhere;
    private final Users users;
    private final Closings closings;
    private final RevokeTokens revoke;
    private final Audit audit;
    private final Outbox outbox;

    EraseUser(
            List<PersonalData> everywhere,
            Users users,
            Closings closings,
            RevokeTokens revoke,
            Audit audit,
            Outbox outbox) {
        this.everywhere = List.copyOf(everywhere);
        this.users = users;
        this.closings = closings;
        this.revoke = revoke;
        this.audit = audit;
        this.outbox = outbox;
    }

    void erase(UnitOfWork unit, Closing closing) {
        String tenantId = closing.tenantId();
        String userId = closing.userId();
        User user = Objects.requireNonNull(users.find(unit, tenantId, userId), userId);
        everywhere.forEach(data -> data.erase(unit, tenantId, userId));
        // Also of a key that was made for a program since its keys were revoked.
        revoke.ofUser(unit, tenantId, userId, user.version() + 1);
        users.erase(unit, tenantId, userId);
        audit.eraseReasons(unit, tenantId, userId);
        audit.record(unit, AuditAct.of(tenantId, AuditKind.ACCOUNT_CLOSED, null).about(userId));
        closings.delete(unit, closing);
        outbox.add(unit, EventDraft.of(new UserClosed(userId), userId, tenantId).correlatedBy(closing.id()));
    }
}
