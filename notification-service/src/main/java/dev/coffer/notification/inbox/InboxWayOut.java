package dev.coffer.notification.inbox;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.delivery.NewDelivery;
import dev.coffer.notification.delivery.RecordDelivery;
import dev.coffer.notification.message.NotificationChannel;
import dev.coffer.notification.preference.DecideSending;
import dev.coffer.notification.preference.SendDecision;
import dev.coffer.notification.workflow.Outgoing;
import dev.coffer.notification.workflow.WayOut;

/** Puts messages into the inboxes of those who want them there, and tells those who follow them. */
final class InboxWayOut implements WayOut {

    private final Inbox inbox;
    private final TellOfInbox tell;
    private final DecideSending decide;
    private final RecordDelivery record;

    InboxWayOut(Inbox inbox, TellOfInbox tell, DecideSending decide, RecordDelivery record) {
        this.inbox = inbox;
        this.tell = tell;
        this.decide = decide;
        this.record = record;
    }

    @Override
    public NotificationChannel channel() {
        return NotificationChannel.IN_APP;
    }

    @Override
    public boolean hasReached(String tenantId, String userId, String messageId) {
        Notification found = inbox.find(tenantId, userId, messageId);
        return found != null && found.state() != Notification.State.UNSEEN;
    }

    @Override
    public void take(UnitOfWork unit, Outgoing message) {
        SendDecision decision = decide.decide(
                unit, message.tenantId(), message.userId(), message.category(), channel(), message.isCritical());
        if (decision instanceof SendDecision.Suppress suppress) {
            suppress(unit, message, suppress);
        } else {
            put(unit, message);
        }
    }

    /** Under an id of its own: a letter about the same event may have the event's. */
    private void suppress(UnitOfWork unit, Outgoing message, SendDecision.Suppress suppress) {
        String id = message.id() + ".inbox";
        NewDelivery delivery = new NewDelivery(
                id, message.userId(), message.template(), message.category(), channel(), message.priority());
        if (record.queued(unit, message.tenantId(), delivery)) {
            record.suppressed(unit, message.tenantId(), id, channel(), suppress.reason());
        }
    }

    private void put(UnitOfWork unit, Outgoing message) {
        Notification notification = new Notification(
                message.id(),
                message.tenantId(),
                message.userId(),
                message.template(),
                message.category(),
                message.priority(),
                message.rendered().subject(),
                message.rendered().text(),
                message.at(),
                null,
                null,
                null);
        if (inbox.add(unit, notification)) {
            tell.received(unit, notification);
            record.shown(unit, message.tenantId(), message.id());
        }
    }
}
