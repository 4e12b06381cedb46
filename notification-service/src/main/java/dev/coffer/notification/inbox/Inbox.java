package dev.coffer.notification.inbox;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The messages as last committed. What belongs to another tenant or user is not there. */
interface Inbox {

    /**
     * A user's messages, newest first.
     *
     * @param isArchived whether those that were put away are wanted, instead of those that were not
     * @param isCounted whether the total is asked for
     */
    Connection<Notification> page(
            String tenantId, String userId, boolean isArchived, PageRequest request, boolean isCounted);

    @Nullable
    Notification find(String tenantId, String userId, String notificationId);

    InboxCounts counts(String tenantId, String userId);

    /** Keeps a message, or does nothing when one with this id is there already. @return whether it was kept */
    boolean add(UnitOfWork unit, Notification notification);

    /** Deletes all that the user was ever sent, put away or not. */
    void erase(UnitOfWork unit, String tenantId, String userId);

    /** Deletes all that the user was sent of this template; does nothing when there is none. */
    void deleteAll(UnitOfWork unit, String tenantId, String userId, String template);

    /** Marks those as seen that are not; what the user does not have is left out. @return how many were marked */
    long markSeen(UnitOfWork unit, String tenantId, String userId, List<String> notificationIds, Instant now);

    /** Marks as seen whatever is in the inbox and came until {@code last}. @return how many were marked */
    long markAllSeen(UnitOfWork unit, String tenantId, String userId, Instant last, Instant now);

    /** Marks it as read, and seen, unless it is already. @return whether something changed */
    boolean markRead(UnitOfWork unit, String tenantId, String userId, String notificationId, Instant now);

    /** Marks as read whatever is in the inbox and came until {@code last}. @return how many were marked */
    long markAllRead(UnitOfWork unit, String tenantId, String userId, Instant last, Instant now);

    /** Puts it away unless it is already. @return whether something changed */
    boolean archive(UnitOfWork unit, String tenantId, String userId, String notificationId, Instant now);
}
