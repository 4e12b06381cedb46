package dev.coffer.notification.delivery;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The records of messages. */
public interface Deliveries {

    /** @return false where there is a record of it already */
    boolean add(UnitOfWork unit, String tenantId, NewDelivery fresh, Instant now);

    /** Counts a try that is about to be made. */
    void countTry(String tenantId, String id);

    /** Notes that it is about to be handed to a provider that cannot tell a repeat. */
    void handing(String tenantId, String id);

    /** Notes that the provider surely did not take it. */
    void notTaken(String tenantId, String id);

    /** Whether it was handed over and nobody knows what became of it. */
    boolean isUncertain(String tenantId, String id);

    /**
     * Moves one that has not ended.
     *
     * @param failure without anything personal; null where it did not fail
     * @param dueAt when it is looked at again; null where it has ended
     * @return whether it was moved: what has ended stays as it is
     */
    boolean move(
            UnitOfWork unit,
            String tenantId,
            String id,
            DeliveryState state,
            @Nullable DeliveryReason reason,
            @Nullable String failure,
            @Nullable Instant dueAt,
            Instant now);

    /** Notes by what name its provider knows it. */
    void noteReceipt(UnitOfWork unit, String tenantId, String id, String receipt);

    /**
     * Moves one to what its provider says became of it. What that provider never had, or has said the end of already, stays as it is.
     *
     * @param receipt by what name the provider knows it
     * @param failure without anything personal; null where it did not fail
     * @return what it was before, null where it stays
     */
    @Nullable
    Delivery settle(
            UnitOfWork unit,
            String tenantId,
            String id,
            String receipt,
            DeliveryState state,
            @Nullable String failure,
            Instant now);

    /** Notes that it was opened. @return whether that was not known, of one that this provider has */
    boolean open(UnitOfWork unit, String tenantId, String id, String receipt);

    /** Whether a provider took any message whose id is {@code messageId} and, after a dot, something else. */
    boolean hasLeft(String tenantId, String messageId);

    @Nullable
    Delivery find(String tenantId, String id);

    /**
     * The newest first.
     *
     * @param userId null for those to all users
     * @param isCounted whether the total is asked for
     */
    Connection<Delivery> page(String tenantId, @Nullable String userId, PageRequest request, boolean isCounted);
}
