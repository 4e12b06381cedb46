package dev.coffer.notification.workflow;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Events of a user that are told together. */
interface Digests {

    /**
     * Counts an event into the digest that is open, or opens one.
     *
     * @param place whose digest, of what: one is open at a time
     * @param sealedLast what is told of the last one
     * @return the digest where this event opened it; null where it was open, or the event was counted before
     */
    @Nullable
    String count(
            UnitOfWork unit,
            String tenantId,
            String userId,
            String place,
            String eventId,
            String sealedLast,
            Instant now);

    /** Closes it. @return null where there is none */
    @Nullable
    Closed close(UnitOfWork unit, String tenantId, String digestId);

    /** @param place what its last event was sealed for */
    record Closed(String place, int events, String sealedLast) {}
}
