package dev.coffer.scripts.bench;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.core.cache.Cache;
import dev.coffer.core.cache.CacheCodec;
import dev.coffer.core.cache.CacheSpec;
import dev.coffer.core.cache.Caches;
import dev.coffer.core.cache.TenantKey;
import dev.coffer.core.ids.Ids;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToIntFunction;

/** How well memory keeps what is wanted most, when it has room for a twentieth of all that is wanted. */
final class CacheHitRatio {

    private static final int VALUES = 100_000;
    private static final int ROOM = 5_000;
    private static final int CALLS = 1_000_000;
    private static final Duration LONG = Duration.ofHours(1);

    private CacheHitRatio() {}

    /** Of our cache, without Redis. */
    static double ofCache() {
        AtomicLong loads = new AtomicLong();
        try (Caches caches = Caches.inMemory(new SimpleMeterRegistry(), Ids.timeOrdered())) {
            Cache<Integer> cache = caches.open(
                    CacheSpec.named("bench.ratio", CacheCodec.json(Integer.class))
                            .keptFor(LONG, LONG)
                            .withMaxEntries(ROOM),
                    key -> load(key, loads));
            return ratio(key -> Objects.requireNonNull(cache.get(key)), loads);
        }
    }

    /** Of Caffeine alone. */
    static double ofCaffeine() {
        AtomicLong loads = new AtomicLong();
        com.github.benmanes.caffeine.cache.Cache<TenantKey, Integer> cache =
                Caffeine.newBuilder().maximumSize(ROOM).executor(Runnable::run).build();
        return ratio(key -> cache.get(key, wanted -> load(wanted, loads)), loads);
    }

    private static Integer load(TenantKey key, AtomicLong loads) {
        loads.incrementAndGet();
        return Integer.valueOf(key.id());
    }

    /** Of the second half of the calls: by then memory has settled. */
    private static double ratio(ToIntFunction<TenantKey> get, AtomicLong loads) {
        Zipf zipf = new Zipf(VALUES);
        SplittableRandom random = new SplittableRandom(1);
        call(get, zipf, random);
        long before = loads.get();
        call(get, zipf, random);
        return 1 - (loads.get() - before) / (CALLS / 2.0);
    }

    private static void call(ToIntFunction<TenantKey> get, Zipf zipf, SplittableRandom random) {
        for (int i = 0; i < CALLS / 2; i++) {
            int wanted = zipf.next(random);
            if (get.applyAsInt(new TenantKey("bench", Integer.toString(wanted))) != wanted) {
                throw new IllegalStateException("another value than " + wanted + " was found");
            }
        }
    }
}
