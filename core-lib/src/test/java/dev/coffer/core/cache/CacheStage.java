package dev.coffer.core.cache;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.testkit.TestStores;
import io.lettuce.core.RedisURI;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** An origin that counts its reads, and as many "processes" in front of it as a test asks for. */
final class CacheStage implements AutoCloseable {

    static final TenantKey ANN = new TenantKey("acme", "ann");
    static final Duration LONG = Duration.ofMinutes(10);
    private static final AtomicInteger NAMES = new AtomicInteger();

    /** One of its own for each stage, because the tests of a JVM share one Redis. */
    final String name =
            "test.c" + NAMES.incrementAndGet() + "-" + ProcessHandle.current().pid();

    final Map<TenantKey, Text> origin = new ConcurrentHashMap<>();
    final AtomicInteger loads = new AtomicInteger();
    private final java.util.List<Process> processes = new java.util.ArrayList<>();

    /** A value. @param version grows with each change */
    record Text(String text, long version) {}

    /** One process with the cache. */
    static final class Process implements AutoCloseable {

        final AtomicLong nanos = new AtomicLong();
        final MeterRegistry meters = new SimpleMeterRegistry();
        final Caches caches;
        final Cache<Text> cache;

        private Process(CacheSpec<Text> spec, CacheOrigin<Text> origin, @Nullable RedisURI redis, CacheLimits limits) {
            this.caches =
                    new Caches(new Caches.Parts(redis, limits, meters, Ids.timeOrdered(), new Random(1), nanos::get));
            this.cache = caches.open(spec, origin);
        }

        void advance(Duration by) {
            nanos.addAndGet(by.toNanos());
        }

        @Nullable
        String text(TenantKey key) {
            Text found = cache.get(key);
            return found == null ? null : found.text();
        }

        double count(String meter) {
            return meters.find(meter).counters().stream()
                    .mapToDouble(io.micrometer.core.instrument.Counter::count)
                    .sum();
        }

        double hits(String level) {
            return "memory".equals(level)
                    ? meters.get("coffer.cache.hits")
                            .tag("level", level)
                            .functionCounter()
                            .count()
                    : meters.get("coffer.cache.hits")
                            .tag("level", level)
                            .counter()
                            .count();
        }

        @Override
        public void close() {
            caches.close();
        }
    }

    CacheSpec<Text> spec() {
        return CacheSpec.named(name, CacheCodec.json(Text.class))
                .keptFor(LONG, LONG)
                .absentFor(LONG);
    }

    Process process() {
        return process(spec(), this::load);
    }

    Process process(CacheSpec<Text> spec, CacheOrigin<Text> from) {
        return process(spec, from, CacheLimits.DEFAULT);
    }

    Process process(CacheSpec<Text> spec, CacheOrigin<Text> from, CacheLimits limits) {
        return kept(new Process(spec, from, RedisURI.create(TestStores.redisUri()), limits));
    }

    Process processWithoutRedis(CacheSpec<Text> spec, CacheOrigin<Text> from) {
        return kept(new Process(spec, from, null, CacheLimits.DEFAULT));
    }

    private Process kept(Process process) {
        processes.add(process);
        return process;
    }

    @Nullable
    Text load(TenantKey key) {
        loads.incrementAndGet();
        return origin.get(key);
    }

    /** As a commit would. */
    void commit(TenantKey key, String text) {
        origin.merge(key, new Text(text, 1), (before, first) -> new Text(text, before.version() + 1));
    }

    CacheKeys keys() {
        return CacheKeys.of(name);
    }

    @Override
    public void close() {
        processes.forEach(Process::close);
    }
}
