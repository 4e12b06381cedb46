package dev.coffer.core.cache;

import org.jspecify.annotations.Nullable;

/** Where a cache's values come from. Asked on the thread of the caller that waits for the value; must come to an end by itself. */
@FunctionalInterface
public interface CacheOrigin<V> {

    /**
     * Reads what is committed, from where reads see their own writes (a primary).
     *
     * @return null where there is no such thing; that is remembered too
     */
    @Nullable
    V load(TenantKey key);
}
