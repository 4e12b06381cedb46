package dev.coffer.core.cache;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What was found for a key.
 *
 * @param value null: it is known that there is none
 * @param ttl how long from now memory may serve it; zero where it must not be kept
 */
record Kept<V>(@Nullable V value, Duration ttl) {}
