package dev.coffer.core.cache;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy;
import com.github.benmanes.caffeine.cache.Ticker;
import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * Values of one kind: from memory, else from Redis, else from their origin. Of all callers in a process that want the same value at
 * once, one reads and the others wait for it. Made by {@link Caches#open}; safe for use by many threads.
 *
 * <p>A value read before an invalidation is never kept after it, in memory or in Redis. An invalidation reaches the other
 * processes within milliseconds by message; where messages were missed, a look at the cache's version once a second
 * empties the memory. A process that is cut off from Redis serves what is in its memory until {@link CacheSpec#memoryTtl} is over.
 */
public final class Cache<V> {

    /** A power of two. */
    private static final int READS_FOR_ONE_TOLD = 8;

    private final CacheSpec<V> spec;
    private final CacheLimits limits;
    private final ReadThrough<V> reader;
    private final SharedEntries shared;
    private final CacheMeters meters;
    private final Ticker ticker;

    /** Whether what it holds is still fresh is seen when it is read: a value with a lifetime of its own costs less that way. */
    private final com.github.benmanes.caffeine.cache.Cache<TenantKey, Held<V>> memory;

    private final Policy<TenantKey, Held<V>> quiet;

    /** Loads under way. What changes memory for a key does so inside a compute of this map for it: one after the other. */
    private final ConcurrentMap<TenantKey, Flight<V>> flights = new ConcurrentHashMap<>();

    /** What a cache is made of. */
    record Parts<V>(
            CacheSpec<V> spec,
            CacheLimits limits,
            CacheOrigin<V> origin,
            Jitter jitter,
            Ticker ticker,
            io.micrometer.core.instrument.MeterRegistry registry) {}

    /** @param sharing makes the shared level, given what to do with news from it */
    Cache(Parts<V> parts, java.util.function.Function<News, SharedEntries> sharing) {
        this.spec = parts.spec();
        this.limits = parts.limits();
        this.ticker = parts.ticker();
        this.memory = Caffeine.newBuilder()
                .maximumSize(spec.maxEntries())
                // On the caller's thread, which costs it little: no other thread is needed, and tests see it done.
                .executor(Runnable::run)
                .build();
        this.quiet = memory.policy();
        this.meters = new CacheMeters(parts.registry(), spec.name(), memory);
        this.shared = sharing.apply(new Forgetting());
        this.reader = new ReadThrough<>(parts, shared, meters);
    }

    /** What other processes have done. */
    interface News {

        void invalidated(TenantKey key);

        /** Anything may have been invalidated. */
        void missed();
    }

    private final class Forgetting implements News {

        @Override
        public void invalidated(TenantKey key) {
            forget(key);
        }

        @Override
        public void missed() {
            forgetAll();
            meters.cleared();
        }
    }

    /**
     * The value, which may be as old as the class's description says.
     *
     * @return null where there is none
     * @throws RuntimeException whatever the origin throws; it is not remembered, and everybody who waited for it gets it
     */
    public @Nullable V get(TenantKey key) {
        Held<V> held = look(key);
        if (held != null && held.isFresh(ticker.read())) {
            meters.memoryHit();
            return held.value();
        }
        meters.miss();
        return fetch(key);
    }

    /**
     * The value as it is now, for a decision on money or permissions. The caller has just read the thing's version at the origin,
     * which is cheaper than reading the thing; a value kept with an older one is dropped everywhere and read anew.
     *
     * @param version that the origin has now; versions of a thing only grow
     * @param versionOf the version that a value was saved with
     * @return with this version or a later one; null where there is none any more
     * @throws CodedException UNAVAILABLE when even the origin gives an older one
     */
    public @Nullable V getCurrent(TenantKey key, long version, ToLongFunction<? super V> versionOf) {
        V known = get(key);
        if (known != null && versionOf.applyAsLong(known) >= version) {
            return known;
        }
        invalidate(key);
        V fresh = get(key);
        if (fresh != null && versionOf.applyAsLong(fresh) < version) {
            throw new CodedException(CommonError.UNAVAILABLE, "Reading gave an outdated answer; try again.");
        }
        return fresh;
    }

    /**
     * To be called once a change is committed, and also when it is not known whether it was. When this returns, no caller in this
     * process gets the former value; the others follow within milliseconds.
     */
    public void invalidate(TenantKey key) {
        // Shared first: what is read from there until then is forgotten with the rest.
        shared.invalidate(key);
        forget(key);
    }

    /** As {@link #invalidate}, for all keys of all tenants. */
    public void invalidateAll() {
        shared.invalidateAll();
        forgetAll();
    }

    /**
     * Telling memory what is in use, so that it keeps that, costs more than finding it; of so many reads one is told, at random,
     * which keeps the same values: see docs/performance.md.
     */
    private @Nullable Held<V> look(TenantKey key) {
        boolean isTold = (ThreadLocalRandom.current().nextInt() & (READS_FOR_ONE_TOLD - 1)) == 0;
        return isTold ? memory.getIfPresent(key) : quiet.getIfPresentQuietly(key);
    }

    private @Nullable V fetch(TenantKey key) {
        Flight<V> mine = new Flight<>();
        Flight<V> other = flights.putIfAbsent(key, mine);
        return other != null ? other.join(limits.loadTime()).value() : fly(key, mine);
    }

    private @Nullable V fly(TenantKey key, Flight<V> mine) {
        try {
            // Another flight may have landed between the look into memory and this one's start.
            Held<V> landed = memory.getIfPresent(key);
            Kept<V> found = landed != null && landed.isFresh(ticker.read())
                    ? new Kept<>(landed.value(), Duration.ZERO)
                    : reader.read(key);
            keep(key, mine, found);
            mine.land(found);
            return found.value();
        } catch (RuntimeException | Error failure) {
            flights.remove(key, mine);
            mine.fail(failure);
            throw failure;
        }
    }

    /** Ends the flight; its value is kept unless the key was invalidated since it began. */
    private void keep(TenantKey key, Flight<V> mine, Kept<V> found) {
        flights.compute(key, (same, current) -> {
            if (current != mine) {
                meters.stale();
                return current;
            }
            if (found.ttl().isPositive()) {
                memory.put(
                        key,
                        new Held<>(found.value(), ticker.read() + found.ttl().toNanos()));
            }
            return null;
        });
    }

    private void forget(TenantKey key) {
        flights.compute(key, (same, current) -> {
            memory.invalidate(key);
            return null;
        });
    }

    private void forgetAll() {
        flights.keySet().forEach(this::forget);
        memory.invalidateAll();
    }

    /** How many values are in memory, roughly. */
    long size() {
        memory.cleanUp();
        return memory.estimatedSize();
    }

    @Override
    public String toString() {
        return "Cache[" + spec.name() + "]";
    }
}
