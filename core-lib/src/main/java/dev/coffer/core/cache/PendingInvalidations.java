package dev.coffer.core.cache;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Invalidations that Redis does not know of yet. Until it does, what it has for these keys does not count for this process. Too
 * many of them become one for all keys.
 */
final class PendingInvalidations {

    private final int most;
    private final Map<TenantKey, Long> byKey = new LinkedHashMap<>();
    private long tickets;
    private long all;
    private volatile boolean isEmpty = true;

    PendingInvalidations(int most) {
        this.most = most;
    }

    /**
     * One that waits.
     *
     * @param key null for all
     * @param ticket another one each time that the key is invalidated again
     */
    record Pending(@Nullable TenantKey key, long ticket) {}

    boolean holds(TenantKey key) {
        if (isEmpty) {
            return false;
        }
        synchronized (this) {
            return all > 0 || byKey.containsKey(key);
        }
    }

    synchronized Pending add(TenantKey key) {
        if (all > 0 || (byKey.size() >= most && !byKey.containsKey(key))) {
            return addAll();
        }
        byKey.put(key, ++tickets);
        isEmpty = false;
        return new Pending(key, tickets);
    }

    synchronized Pending addAll() {
        byKey.clear();
        all = ++tickets;
        isEmpty = false;
        return new Pending(null, all);
    }

    /** Those to send. Each waits on until it is {@link #done}. */
    synchronized List<Pending> all() {
        if (isEmpty) {
            return List.of();
        }
        return all > 0
                ? List.of(new Pending(null, all))
                : byKey.entrySet().stream()
                        .map(entry -> new Pending(entry.getKey(), entry.getValue()))
                        .toList();
    }

    /** Unless it was asked for again in the meantime. */
    synchronized void done(Pending sent) {
        if (sent.key() != null) {
            byKey.remove(sent.key(), sent.ticket());
        } else if (all == sent.ticket()) {
            all = 0;
        }
        isEmpty = all == 0 && byKey.isEmpty();
    }
}
