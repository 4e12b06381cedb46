package dev.coffer.scripts.bench;

import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Puts load on a contender and measures what comes of it. */
final class Load {

    private static final long SLOWEST_MICROS = TimeUnit.MINUTES.toMicros(5);
    private static final int DIGITS = 3;

    private final Zipf popularity;
    private final int users;
    private final CpuTime processors;

    /** @param processors measured along */
    Load(int users, CpuTime processors) {
        this.popularity = new Zipf(users);
        this.users = users;
        this.processors = processors;
    }

    /** Callers who make one transfer after the other. */
    Measured closed(Contender contender, Shape shape, int callers, Duration duration) throws InterruptedException {
        Histogram latencies = new ConcurrentHistogram(SLOWEST_MICROS, DIGITS);
        LongAdder entries = new LongAdder();
        CpuTime.Spent before = processors.spent();
        long start = System.nanoTime();
        long end = start + duration.toNanos();
        Callers.run(callers, caller -> {
            SplittableRandom random = new SplittableRandom();
            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                entries.add(contender.carryOut(shape.next(random, popularity, users)));
                record(latencies, now);
            }
        });
        return new Measured(
                latencies,
                Duration.ofNanos(System.nanoTime() - start),
                entries.sum(),
                processors.spent().minus(before));
    }

    /** Transfers that begin at a fixed rate, whether earlier ones are done or not; timed from when each was due. */
    Measured paced(Contender contender, Shape shape, double perSecond, Duration duration) throws InterruptedException {
        Histogram latencies = new ConcurrentHistogram(SLOWEST_MICROS, DIGITS);
        AtomicReference<RuntimeException> failed = new AtomicReference<>();
        LongAdder entries = new LongAdder();
        CpuTime.Spent before = processors.spent();
        long start = System.nanoTime();
        SplittableRandom random = new SplittableRandom();
        long count = Math.round(perSecond * duration.toMillis() / 1_000);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (long i = 0; i < count; i++) {
                long due = start + Math.round(i / perSecond * TimeUnit.SECONDS.toNanos(1));
                Order order = shape.next(random, popularity, users);
                LockSupport.parkNanos(due - System.nanoTime());
                threads.execute(() -> {
                    try {
                        entries.add(contender.carryOut(order));
                        record(latencies, due);
                    } catch (RuntimeException failure) {
                        failed.compareAndSet(null, failure);
                    }
                });
            }
        }
        RuntimeException failure = failed.get();
        if (failure != null) {
            throw new IllegalStateException("A transfer of the benchmark failed", failure);
        }
        return new Measured(
                latencies,
                Duration.ofNanos(System.nanoTime() - start),
                entries.sum(),
                processors.spent().minus(before));
    }

    private static void record(Histogram latencies, long since) {
        latencies.recordValue(Math.min(SLOWEST_MICROS, TimeUnit.NANOSECONDS.toMicros(System.nanoTime() - since)));
    }

    /**
     * @param entries that were made
     * @param spent by this JVM, which is the service and its callers, and by the stores; zero where the platform does not tell
     */
    record Measured(Histogram latencies, Duration elapsed, long entries, CpuTime.Spent spent) {

        /** Looks and refusals included. */
        long orders() {
            return latencies.getTotalCount();
        }

        double perSecond() {
            return orders() * 1e9 / elapsed.toNanos();
        }

        double percentileMillis(double percentile) {
            return latencies.getValueAtPercentile(percentile) / 1e3;
        }

        /** Seconds of mongod's processor time per 1,000 orders. */
        double mongodCpuPerThousand() {
            return perThousand(spent.mongod());
        }

        /** Seconds of this JVM's processor time per 1,000 orders. */
        double serviceCpuPerThousand() {
            return perThousand(spent.jvm());
        }

        private double perThousand(Duration time) {
            return time.toNanos() / 1e6 / Math.max(1, orders());
        }
    }
}
