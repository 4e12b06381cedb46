package dev.coffer.notification.inbox;

import dev.coffer.core.events.EventEnvelope;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What became of inboxes in the last day, for whoever was not connected meanwhile. */
interface InboxLog {

    /**
     * A change.
     *
     * @param seq counts the changes of one inbox, without gaps
     * @param receivedId the message that came; null where none did
     */
    record Change(long seq, @Nullable String receivedId) {}

    /** Keeps what is told in the transaction that tells it. */
    void keep(UnitOfWork unit, EventEnvelope told, InboxChanged change);

    /** In their order; those that are too old are not there any more. */
    List<Change> after(String tenantId, String userId, long seq, int most);

    /** The position of the last; 0 where nothing ever happened. */
    long last(String tenantId, String userId);
}
