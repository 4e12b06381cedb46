package dev.coffer.core.cache;

import org.jspecify.annotations.Nullable;

/**
 * What memory holds for a key.
 *
 * @param value null: it is known that there is none
 * @param untilNanos of the ticker: from then on it counts for nothing
 */
record Held<V>(@Nullable V value, long untilNanos) {

    boolean isFresh(long nowNanos) {
        return nowNanos - untilNanos < 0;
    }
}
