package dev.coffer.core.cache;

import com.github.benmanes.caffeine.cache.Ticker;
import dev.coffer.core.ids.Ids;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.HashSet;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/** Opens a process's caches, which share its connection to Redis. */
public final class Caches implements AutoCloseable {

    private final Parts parts;
    private final Set<String> names = new HashSet<>();
    private @Nullable RedisLink link;

    /**
     * What all caches of a process share.
     *
     * @param redis null to do without it: memory in front of the origin
     */
    record Parts(
            @Nullable RedisURI redis,
            CacheLimits limits,
            MeterRegistry registry,
            Ids ids,
            RandomGenerator random,
            Ticker ticker) {}

    Caches(Parts parts) {
        this.parts = parts;
    }

    /** Without Redis: each process has its own values, and hears of no other's invalidations. */
    public static Caches inMemory(MeterRegistry registry, Ids ids) {
        return new Caches(
                new Parts(null, CacheLimits.DEFAULT, registry, ids, new java.util.Random(), Ticker.systemTicker()));
    }

    /**
     * @param redis {@code redis://host:port}; it may be away
     * @throws IllegalArgumentException where that is no address
     */
    public static Caches over(String redis, MeterRegistry registry, Ids ids) {
        RedisURI uri = RedisURI.create(redis);
        return new Caches(
                new Parts(uri, CacheLimits.DEFAULT, registry, ids, new java.util.Random(), Ticker.systemTicker()));
    }

    /** @throws IllegalStateException where this process has a cache of that name already */
    public synchronized <V> Cache<V> open(CacheSpec<V> spec, CacheOrigin<V> origin) {
        if (!names.add(spec.name())) {
            throw new IllegalStateException("There are two caches named " + spec.name());
        }
        Cache.Parts<V> cache = new Cache.Parts<>(
                spec, parts.limits(), origin, new Jitter(parts.random()), parts.ticker(), parts.registry());
        return new Cache<>(cache, news -> shared(spec.name(), news));
    }

    private SharedEntries shared(String name, Cache.News news) {
        RedisURI redis = parts.redis();
        if (redis == null) {
            return new NoSharedEntries();
        }
        RedisLink connected = link;
        if (connected == null) {
            connected = new RedisLink(redis, parts.limits(), parts.registry());
            link = connected;
        }
        RedisEntries entries = new RedisEntries(connected, name, parts.limits(), parts.ids(), news);
        entries.join();
        return entries;
    }

    @Override
    public synchronized void close() {
        RedisLink connected = link;
        if (connected != null) {
            connected.close();
        }
    }
}
