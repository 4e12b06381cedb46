package dev.coffer.notification.email;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The records of messages. */
interface Deliveries {

    /** Records a message that is to be sent; false where there is a record of it already. */
    boolean add(UnitOfWork unit, String tenantId, Letter letter, Instant now);

    /** Counts a try that is about to be made. */
    void countTry(String tenantId, String id);

    void sent(UnitOfWork unit, String tenantId, String id, Instant now);

    /** @param reason without anything personal */
    void failed(UnitOfWork unit, String tenantId, String id, String reason, Instant now);

    @Nullable
    Delivery find(String tenantId, String id);
}
