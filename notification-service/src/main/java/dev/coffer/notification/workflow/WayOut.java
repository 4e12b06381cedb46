package dev.coffer.notification.workflow;

import dev.coffer.core.store.UnitOfWork;
import dev.coffer.notification.message.NotificationChannel;

/** What takes the messages of one channel. */
public interface WayOut {

    NotificationChannel channel();

    /** Takes a message in the transaction of its event; does nothing where it was taken before. */
    void take(UnitOfWork unit, Outgoing message);

    /** Whether a message that was taken has come as far as this channel can tell: seen in the inbox, or with its provider. */
    boolean hasReached(String tenantId, String userId, String messageId);
}
