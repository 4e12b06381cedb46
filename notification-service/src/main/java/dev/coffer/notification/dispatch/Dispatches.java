package dev.coffer.notification.dispatch;

import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What was ordered to be sent. */
interface Dispatches {

    /** @param unit null for what is committed */
    @Nullable
    Dispatch find(@Nullable UnitOfWork unit, String tenantId, String id);

    /** What an idempotency key was used for. */
    @Nullable
    Known findByKey(UnitOfWork unit, String tenantId, String idempotencyKey);

    void add(UnitOfWork unit, Dispatch dispatch, DispatchOrder order, List<String> userIds, String sealedValues);

    /** A part of the recipients, and what the places of the template are filled with. */
    Part part(UnitOfWork unit, String tenantId, String id, int from, int most);

    /** @param endedAt null while it goes on */
    void advance(
            UnitOfWork unit,
            String tenantId,
            String id,
            int handled,
            int unknown,
            DispatchState state,
            @Nullable Instant endedAt);

    /** @param fingerprint of the order that it was used for */
    record Known(Dispatch dispatch, String fingerprint) {}

    record Part(List<String> userIds, String sealedValues) {}
}
