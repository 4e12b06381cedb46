package dev.coffer.sample.item;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The items as last committed. What belongs to another tenant is not there. */
interface Items {

    int MAX_BATCH = 1_000;

    /** Those of them that are there. @param ids at most {@value #MAX_BATCH} */
    List<Item> find(String tenantId, Collection<String> ids);

    @Nullable
    Item find(UnitOfWork unit, String tenantId, String id);

    /** What was removed, for as long as it is remembered. */
    @Nullable
    Item findRemoved(UnitOfWork unit, String tenantId, String id);

    /** What a request made, whatever became of it since. */
    @Nullable
    Item findMade(UnitOfWork unit, String tenantId, String userId, String idempotencyKey);

    /**
     * Has whoever else makes items for this user wait for the end of this transaction.
     *
     * @return how many the user has, counted up to the limit
     */
    int hold(UnitOfWork unit, String tenantId, String userId, int limit);

    /** A page of a user's items, the newest first. @param isCounted whether the total is wanted */
    Connection<Item> page(String tenantId, String userId, PageRequest page, boolean isCounted);

    void insert(UnitOfWork unit, Item item, String idempotencyKey);

    /** Saves the next version of what was found in this transaction. */
    void save(UnitOfWork unit, Item item);

    /** Has an item found no more but by {@link #findRemoved} and {@link #findMade}. */
    void remove(UnitOfWork unit, Item item, Instant now);
    // [events]

    /** Deletes all that was ever the user's. */
    void erase(UnitOfWork unit, String tenantId, String userId);
    // [/events]
}
