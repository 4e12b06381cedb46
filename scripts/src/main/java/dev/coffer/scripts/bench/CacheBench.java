package dev.coffer.scripts.bench;

import com.github.benmanes.caffeine.cache.Caffeine;
import dev.coffer.core.cache.Cache;
import dev.coffer.core.cache.CacheCodec;
import dev.coffer.core.cache.CacheOrigin;
import dev.coffer.core.cache.CacheSpec;
import dev.coffer.core.cache.Caches;
import dev.coffer.core.cache.TenantKey;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Measures the cache: how fast memory answers, and how often a crowd makes it load. */
final class CacheBench {

    private static final int KEYS = 10_000;
    private static final int STAMPEDES = 20;
    private static final int REDIS_CALLERS = 64;
    private static final int BATCH = 1_024;
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration LOAD = Duration.ofMillis(50);
    private static final String TENANT = "bench";

    private final Caches one;
    private final Caches other;
    private final Duration measured;
    private final int callers;

    /** @param one with {@code other} as if they were two processes on the same Redis */
    CacheBench(Caches one, Caches other, Duration measured, int callers) {
        this.one = one;
        this.other = other;
        this.measured = measured;
        this.callers = callers;
    }

    /** @param number tells values apart */
    record Value(int number, String text) {}

    /** @param perCpuSecond calls for a second of the calling thread's processor time */
    private record Rate(double perSecond, double perCpuSecond) {}

    CacheBenchReport run() throws InterruptedException, ExecutionException {
        TenantKey[] keys = IntStream.range(0, KEYS).mapToObj(CacheBench::key).toArray(TenantKey[]::new);
        Cache<Value> cache = one.open(spec("bench.hits", KEYS * 2), CacheBench::value);
        com.github.benmanes.caffeine.cache.Cache<TenantKey, Value> plain = Caffeine.newBuilder()
                .maximumSize(KEYS * 2)
                .expireAfterWrite(LONG)
                .build();
        for (TenantKey key : keys) {
            cache.get(key);
            plain.put(key, value(key));
        }
        IntFunction<@Nullable Value> fromCache = number -> cache.get(keys[number]);
        IntFunction<@Nullable Value> fromPlain = number -> plain.getIfPresent(keys[number]);
        IntFunction<@Nullable Value> byNewKey = number -> cache.get(new TenantKey(TENANT, keys[number].id()));
        // Each way is taken once before any is measured, so that the compiler has seen all of them.
        List.of(fromCache, fromPlain, byNewKey).forEach(this::rate);
        Rate hits = rate(fromCache);
        Rate plainHits = rate(fromPlain);
        Rate newKeyHits = rate(byNewKey);
        return new CacheBenchReport(
                hits.perSecond(),
                hits.perCpuSecond(),
                newKeyHits.perCpuSecond(),
                plainHits.perCpuSecond(),
                hits.perCpuSecond() / plainHits.perCpuSecond(),
                CacheHitRatio.ofCache(),
                CacheHitRatio.ofCaffeine(),
                redisHits(keys),
                callers,
                stampedes("bench.stampede", false),
                stampedes("bench.stampede-of-two", true),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().toString());
    }

    private static CacheSpec<Value> spec(String name, int entries) {
        return CacheSpec.named(name, CacheCodec.json(Value.class))
                .keptFor(LONG, LONG)
                .withMaxEntries(entries);
    }

    private static TenantKey key(int number) {
        return new TenantKey(TENANT, "01938a5e-7c1f-7d2a-9f3e-" + "%012d".formatted(number));
    }

    private static Value value(TenantKey key) {
        return new Value(key.hashCode(), "a value of " + key.id());
    }

    /** One thread, keys at random. */
    private Rate rate(IntFunction<@Nullable Value> get) {
        SplittableRandom random = new SplittableRandom(1);
        long calls = 0;
        long check = 0;
        long startCpu = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        long start = System.nanoTime();
        long end = start + measured.toNanos();
        while (System.nanoTime() < end) {
            for (int i = 0; i < BATCH; i++) {
                Value value = get.apply(random.nextInt(KEYS));
                check += value == null ? 0 : value.number();
            }
            calls += BATCH;
        }
        double cpu = (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - startCpu) / 1e9;
        double clock = (System.nanoTime() - start) / 1e9;
        if (check == 0) {
            throw new IllegalStateException("no value was found");
        }
        return new Rate(calls / clock, calls / cpu);
    }

    /** With a memory for one value, so that nearly every call goes to Redis. */
    private double redisHits(TenantKey[] keys) throws InterruptedException, ExecutionException {
        Cache<Value> filling = one.open(spec("bench.redis", 1), CacheBench::value);
        Cache<Value> reading = other.open(spec("bench.redis", 1), key -> {
            throw new IllegalStateException("Redis did not have " + key);
        });
        for (TenantKey key : keys) {
            filling.get(key);
        }
        long end = System.nanoTime() + measured.toNanos();
        List<Integer> calls = crowd(REDIS_CALLERS, caller -> () -> {
            SplittableRandom random = new SplittableRandom(caller);
            int made = 0;
            for (; System.nanoTime() < end; made++) {
                reading.get(keys[random.nextInt(KEYS)]);
            }
            return made;
        });
        return calls.stream().mapToInt(Integer::intValue).sum() / (measured.toNanos() / 1e9);
    }

    /** @return the most loads that a crowd made of one value */
    private int stampedes(String name, boolean areTwo) throws InterruptedException, ExecutionException {
        AtomicInteger loads = new AtomicInteger();
        CacheOrigin<Value> slow = key -> {
            loads.incrementAndGet();
            LockSupport.parkNanos(LOAD.toNanos());
            return value(key);
        };
        Cache<Value> first = one.open(spec(name, KEYS), slow);
        Cache<Value> second = areTwo ? other.open(spec(name, KEYS), slow) : first;
        int most = 0;
        for (int stampede = 0; stampede < STAMPEDES; stampede++) {
            TenantKey wanted = key(stampede);
            int before = loads.get();
            crowd(callers, caller -> () -> (caller % 2 == 0 ? first : second).get(wanted));
            most = Math.max(most, loads.get() - before);
        }
        return most;
    }

    private static <T> List<T> crowd(int callers, Function<Integer, Callable<T>> call)
            throws InterruptedException, ExecutionException {
        List<Future<T>> running = new ArrayList<>(callers);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int caller = 0; caller < callers; caller++) {
                running.add(threads.submit(call.apply(caller)));
            }
        }
        List<T> answers = new ArrayList<>(callers);
        for (Future<T> one : running) {
            answers.add(one.get());
        }
        return answers;
    }
}
