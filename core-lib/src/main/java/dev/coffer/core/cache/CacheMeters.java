package dev.coffer.core.cache;

import com.github.benmanes.caffeine.cache.Cache;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;

/** What one cache shows of itself, each by the tag {@code cache}. */
final class CacheMeters {

    private static final String CACHE = "cache";
    private static final String LEVEL = "level";
    private static final String OUTCOME = "outcome";
    private static final String HITS = "coffer.cache.hits";
    private static final String LOADS = "coffer.cache.loads";

    /** Counted apart: at millions of hits a second, a registry's counter would be a good part of the cost. */
    private final LongAdder memoryHits = new LongAdder();

    private final Counter sharedHits;
    private final Counter misses;
    private final Counter stale;
    private final Counter cleared;
    private final Counter unreadable;
    private final Timer found;
    private final Timer absent;
    private final Timer failed;

    CacheMeters(MeterRegistry registry, String name, Cache<?, ?> memory) {
        FunctionCounter.builder(HITS, memoryHits, LongAdder::sum)
                .tags(CACHE, name, LEVEL, "memory")
                .description("values found")
                .register(registry);
        this.sharedHits = Counter.builder(HITS)
                .tags(CACHE, name, LEVEL, "redis")
                .description("values found")
                .register(registry);
        this.misses = counter(registry, name, "coffer.cache.misses", "calls that memory could not answer");
        this.stale = counter(
                registry, name, "coffer.cache.stale", "values not kept because they were invalidated while being read");
        this.cleared = counter(
                registry,
                name,
                "coffer.cache.cleared",
                "times that memory was emptied, as invalidations may have been missed");
        this.unreadable =
                counter(registry, name, "coffer.cache.unreadable", "values in Redis that the codec could not read");
        this.found = timer(registry, name, "value");
        this.absent = timer(registry, name, "absent");
        this.failed = timer(registry, name, "failure");
        Gauge.builder("coffer.cache.entries", memory, Cache::estimatedSize)
                .tags(CACHE, name)
                .description("values in this process's memory")
                .register(registry);
    }

    private static Counter counter(MeterRegistry registry, String name, String meter, String description) {
        return Counter.builder(meter).tags(CACHE, name).description(description).register(registry);
    }

    private static Timer timer(MeterRegistry registry, String name, String outcome) {
        return Timer.builder(LOADS)
                .tags(CACHE, name, OUTCOME, outcome)
                .description("reads at the origin")
                .register(registry);
    }

    void memoryHit() {
        memoryHits.increment();
    }

    void sharedHit() {
        sharedHits.increment();
    }

    void miss() {
        misses.increment();
    }

    void stale() {
        stale.increment();
    }

    void cleared() {
        cleared.increment();
    }

    void unreadable() {
        unreadable.increment();
    }

    void loaded(boolean isFound, Duration took) {
        (isFound ? found : absent).record(took);
    }

    void loadFailed(Duration took) {
        failed.record(took);
    }
}
