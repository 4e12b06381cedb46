package dev.coffer.bonus.loyalty;

import dev.coffer.core.paging.Connection;
import dev.coffer.core.paging.PageRequest;
import dev.coffer.core.store.UnitOfWork;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The books of points of all players. */
interface PointBooks {

    /** As last committed; empty for who has none. */
    PointAccount find(String tenantId, String userId);

    /** For a change: whoever changes the same account at the same time waits or is run again. */
    PointAccount hold(UnitOfWork unit, String tenantId, String userId);

    /** What was written for the key; null where nothing was. */
    @Nullable
    PointEntry entry(UnitOfWork unit, String tenantId, String userId, String key);

    void save(UnitOfWork unit, PointAccount account, List<PointEntry> appended);

    /** Newest first. */
    Connection<PointEntry> page(String tenantId, String userId, PageRequest request, boolean isCounted);

    /** From the first on; at most {@code limit} above {@code after}. */
    List<PointEntry> inOrder(String tenantId, String userId, long after, int limit);
}
