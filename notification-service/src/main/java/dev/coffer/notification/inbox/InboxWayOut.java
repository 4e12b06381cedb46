package dev.coffer.notification.inbox;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.workflow.Outgoing;
import dev.coffer.notification.workflow.WayOut;

/** Puts messages into inboxes, and tells those who follow them. */
final class InboxWayOut implements WayOut {

    private final Inbox inbox;
    private final TellOfInbox tell;

    InboxWayOut(Inbox inbox, TellOfInbox tell) {
        this.inbox = inbox;
        this.tell = tell;
    }

    @Override
    public NotificationChannel channel() {
        return NotificationChannel.IN_APP;
    }

    @Override
    public void take(UnitOfWork unit, Outgoing message) {
        Notification notification = new Notification(
                message.id(),
                message.tenantId(),
                message.userId(),
                message.template(),
                message.workflow().category(),
                message.workflow().priority(),
                message.rendered().subject(),
                message.rendered().text(),
                message.at(),
                null,
                null,
                null);
        if (inbox.add(unit, notification)) {
            tell.received(unit, notification);
        }
    }
}
