// [events]
package dev.coffer.sample.item;

import dev.coffer.core.events.EventDraft;
import dev.coffer.core.events.Outbox;
import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Tells what happens to items, each in the transaction that it happens in. */
final class ToldItems implements Items {

    private final Items origin;
    private final Outbox outbox;

    ToldItems(Items origin, Outbox outbox) {
        this.origin = origin;
        this.outbox = outbox;
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
        tell(unit, item, new ItemCreated(item.userId(), item.id()));
    }

    @Override
    public void save(UnitOfWork unit, Item item) {
        origin.save(unit, item);
        tell(unit, item, new ItemChanged(item.userId(), item.id(), item.version()));
    }

    @Override
    public void remove(UnitOfWork unit, Item item, Instant now) {
        origin.remove(unit, item, now);
        tell(unit, item, new ItemRemoved(item.userId(), item.id()));
    }

    /** Nobody is left to be told. */
    @Override
    public void erase(UnitOfWork unit, String tenantId, String userId) {
        origin.erase(unit, tenantId, userId);
    }

    private void tell(UnitOfWork unit, Item item, Object event) {
        outbox.add(unit, EventDraft.of(event, item.userId(), item.tenantId()).onBehalfOf(item.userId()));
    }
}
// [/events]
