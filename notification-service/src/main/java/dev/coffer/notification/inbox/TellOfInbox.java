package dev.coffer.notification.inbox;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Tells those who follow an inbox, at any replica, that it changed, and notes it for those who are not connected. */
final class TellOfInbox {

    private final Outbox outbox;
    private final InboxLog log;

    TellOfInbox(Outbox outbox, InboxLog log) {
        this.outbox = outbox;
        this.log = log;
    }

    void received(UnitOfWork unit, Notification notification) {
        tell(unit, notification.tenantId(), notification.userId(), notification.id());
    }

    void changed(UnitOfWork unit, String tenantId, String userId) {
        tell(unit, tenantId, userId, null);
    }

    private void tell(UnitOfWork unit, String tenantId, String userId, @Nullable String receivedId) {
        InboxChanged change = new InboxChanged(userId, receivedId);
        EventEnvelope told = outbox.add(
                unit, EventDraft.of(change, InboxChanged.key(userId), tenantId).onBehalfOf(userId));
        log.keep(unit, told, change);
    }
}
