package dev.coffer.notification.inbox;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.store.UnitOfWork;
import org.jspecify.annotations.Nullable;

/** Tells those who follow an inbox, at any replica, that it changed. */
final class TellOfInbox {

    private final Outbox outbox;

    TellOfInbox(Outbox outbox) {
        this.outbox = outbox;
    }

    void received(UnitOfWork unit, Notification notification) {
        tell(unit, notification.tenantId(), notification.userId(), notification.id());
    }

    void changed(UnitOfWork unit, String tenantId, String userId) {
        tell(unit, tenantId, userId, null);
    }

    private void tell(UnitOfWork unit, String tenantId, String userId, @Nullable String receivedId) {
        outbox.add(
                unit,
                EventDraft.of(new InboxChanged(userId, receivedId), InboxChanged.key(userId), tenantId)
                        .onBehalfOf(userId));
    }
}
