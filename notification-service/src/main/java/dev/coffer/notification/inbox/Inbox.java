package dev.coffer.notification.inbox;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The messages as last committed. What belongs to another tenant or user is not there. */
interface Inbox {

    /** A user's messages, newest first. @param isCounted whether the total is asked for */
    Connection<Notification> page(String tenantId, String userId, PageRequest request, boolean isCounted);

    /** Keeps a message, or does nothing when one with this id is there already. */
    void add(UnitOfWork unit, Notification notification);

    /** Deletes all that the user was sent of this template; does nothing when there is none. */
    void deleteAll(UnitOfWork unit, String tenantId, String userId, String template);

    /** Marks it as read unless it is already. @return the message as it is now, or null when the user has no such message */
    @Nullable
    Notification markRead(UnitOfWork unit, String tenantId, String userId, String notificationId, Instant now);
}
