// [sagas]
package dev.coffer.sample.item;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.saga.Saga;
import dev.coffer.core.saga.Sagas;
import dev.coffer.core.saga.StepResult;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Has every new item wait for its approval, by a saga that begins in the transaction that makes it and ends with the item. */
final class WaitingItems implements Items {

    private final Items origin;
    private final Sagas sagas;
    private final Saga<ItemApproval> approval;

    WaitingItems(Items origin, Sagas sagas, Saga<ItemApproval> approval) {
        this.origin = origin;
        this.sagas = sagas;
        this.approval = approval;
    }

    @Override
    public List<Item> find(String tenantId, Collection<String> ids) {
        return origin.find(tenantId, ids);
    }

    @Override
    public @Nullable Item find(UnitOfWork unit, String tenantId, String id) {
        return origin.find(unit, tenantId, id);
    }

    @Override
    public @Nullable Item findRemoved(UnitOfWork unit, String tenantId, String id) {
        return origin.findRemoved(unit, tenantId, id);
    }

    @Override
    public @Nullable Item findMade(UnitOfWork unit, String tenantId, String userId, String idempotencyKey) {
        return origin.findMade(unit, tenantId, userId, idempotencyKey);
    }

    @Override
    public int hold(UnitOfWork unit, String tenantId, String userId, int limit) {
        return origin.hold(unit, tenantId, userId, limit);
    }

    @Override
    public Connection<Item> page(String tenantId, String userId, PageRequest page, boolean isCounted) {
        return origin.page(tenantId, userId, page, isCounted);
    }

    @Override
    public void insert(UnitOfWork unit, Item item, String idempotencyKey) {
        origin.insert(unit, item, idempotencyKey);
        sagas.start(
                unit, approval, new Sagas.Subject(item.tenantId(), item.userId(), item.id()), new ItemApproval(false));
    }

    @Override
    public void save(UnitOfWork unit, Item item) {
        origin.save(unit, item);
    }

    @Override
    public void remove(UnitOfWork unit, Item item, Instant now) {
        origin.remove(unit, item, now);
        sagas.tell(unit, approval, item.tenantId(), item.id(), data -> StepResult.refused("removed by its owner"));
    }
    // [events]

    /** What still waits for an approval finds nothing to approve. */
    @Override
    public void erase(UnitOfWork unit, String tenantId, String userId) {
        origin.erase(unit, tenantId, userId);
    }
    // [/events]
}
// [/sagas]
