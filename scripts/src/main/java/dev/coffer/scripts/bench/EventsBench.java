package dev.coffer.scripts.bench;

import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/** Measures one path: what it sustains, how fast a backlog drains, and how late effects are at a moderate rate. */
final class EventsBench {

    /** Events of one second at which lateness is measured. */
    static final int PACED_PER_SECOND = 500;

    private static final int PRODUCERS = 2;

    /** Transactions of one event that are open at once, at most. */
    private static final int PACED_PRODUCERS = 16;

    private static final long SLOWEST_MICROS = TimeUnit.MINUTES.toMicros(5);
    private static final int DIGITS = 3;
    private static final Duration LOOK_EVERY = Duration.ofMillis(2);

    /** A path that has had no effect for so long is not waited for any longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EventPath path;
    private final Load load;
    private final CpuTime processors;
    private final Consumer<String> progress;
    private final AtomicInteger next = new AtomicInteger();
    private final AtomicInteger effects = new AtomicInteger();
    private volatile AtomicLongArray effectedNanos = new AtomicLongArray(0);
    private volatile int firstTimed = Integer.MAX_VALUE;

    /**
     * How much to ask of the path.
     *
     * @param measured length of the sustained and of the paced part
     * @param warmUp what goes before each of them, unmeasured
     * @param perTransaction events that a producer commits at once, but for the paced part: one there
     * @param mostUnderWay events that are committed and have no effect yet, beyond which producers wait
     * @param backlog events to drain
     */
    record Load(Duration measured, Duration warmUp, int perTransaction, int mostUnderWay, int backlog) {}

    /**
     * @param sustained as fast as producers and path go together
     * @param drained a backlog, without producers
     * @param paced a moderate rate
     * @param p50Ms from commit to effect at that rate, likewise p99
     */
    record Measured(Rate sustained, Rate drained, Rate paced, double p50Ms, double p99Ms) {}

    /** How late effects were, and what they cost. */
    private record Paced(Histogram micros, Rate rate) {}

    /**
     * @param perSecond events by the clock
     * @param perCpuSecond events for a second of one processor's time, spent by this JVM, MongoDB and Redis together: on a
     *     machine that others use too, this says more than the clock
     * @param jvmMillis of processor time for 1,000 events; likewise the stores'
     */
    record Rate(double perSecond, double perCpuSecond, double jvmMillis, double mongodMillis, double redisMillis) {}

    /** From one moment to the next. */
    private final class Span {

        private final long startNanos = System.nanoTime();
        private final CpuTime.Spent spentBefore = processors.spent();
        private final int effectsBefore = effects.get();

        Rate end() {
            double events = effects.get() - effectsBefore;
            CpuTime.Spent spent = processors.spent().minus(spentBefore);
            return new Rate(
                    events * 1e9 / (System.nanoTime() - startNanos),
                    events / Math.max(spent.total().toNanos() / 1e9, 1e-3),
                    millisPerThousand(spent.jvm(), events),
                    millisPerThousand(spent.mongod(), events),
                    millisPerThousand(spent.redis(), events));
        }

        private static double millisPerThousand(Duration spent, double events) {
            return spent.toNanos() / 1e3 / Math.max(events, 1);
        }
    }

    EventsBench(EventPath path, Load load, CpuTime processors, Consumer<String> progress) {
        this.path = path;
        this.load = load;
        this.processors = processors;
        this.progress = progress;
    }

    Measured run() {
        path.startRelay();
        path.startConsumer(this::effected);
        path.produce(next.getAndIncrement(), 1);
        awaitEffects();
        progress.accept("  warming up, then as fast as it goes");
        Rate sustained = sustained();
        awaitEffects();
        progress.accept("  %,.0f events/s sustained; now %d events/s, one a transaction"
                .formatted(sustained.perSecond(), PACED_PER_SECOND));
        Paced paced = paced();
        Histogram lateness = paced.micros();
        progress.accept("  a backlog of %,d events".formatted(load.backlog()));
        Rate drained = drained();
        return new Measured(
                sustained,
                drained,
                paced.rate(),
                lateness.getValueAtPercentile(50) / 1e3,
                lateness.getValueAtPercentile(99) / 1e3);
    }

    private void effected(int number) {
        int timed = number - firstTimed;
        if (timed >= 0 && timed < effectedNanos.length()) {
            effectedNanos.set(timed, System.nanoTime());
        }
        effects.incrementAndGet();
    }

    /** Producers as fast as the path gets rid of what they make. */
    private Rate sustained() {
        long start = System.nanoTime() + load.warmUp().toNanos();
        long end = start + load.measured().toNanos();
        try (ExecutorService producers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int producer = 0; producer < PRODUCERS; producer++) {
                producers.execute(() -> produceUntil(end));
            }
            LockSupport.parkNanos(start - System.nanoTime());
            Span span = new Span();
            while (System.nanoTime() < end) {
                LockSupport.parkNanos(end - System.nanoTime());
            }
            return span.end();
        }
    }

    private void produceUntil(long endNanos) {
        while (System.nanoTime() < endNanos) {
            if (next.get() - effects.get() >= load.mostUnderWay()) {
                LockSupport.parkNanos(LOOK_EVERY.toNanos());
            } else {
                path.produce(next.getAndAdd(load.perTransaction()), load.perTransaction());
            }
        }
    }

    /** Each event in a transaction of its own, at a fixed rate; late from when its commit was answered. */
    private Paced paced() {
        int warm = (int) (load.warmUp().toMillis() * PACED_PER_SECOND / 1_000);
        int count = warm + (int) (load.measured().toMillis() * PACED_PER_SECOND / 1_000);
        int first = next.getAndAdd(count);
        AtomicLongArray committed = new AtomicLongArray(count);
        effectedNanos = new AtomicLongArray(count);
        firstTimed = first;
        long start = System.nanoTime();
        Span span = new Span();
        try (ExecutorService producers =
                Executors.newFixedThreadPool(PACED_PRODUCERS, Thread.ofVirtual().factory())) {
            for (int event = 0; event < count; event++) {
                if (event == warm) {
                    span = new Span();
                }
                int number = event;
                long due = start + TimeUnit.SECONDS.toNanos(1) * event / PACED_PER_SECOND;
                LockSupport.parkNanos(due - System.nanoTime());
                producers.execute(() -> {
                    path.produce(first + number, 1);
                    committed.set(number, System.nanoTime());
                });
            }
        }
        awaitEffects();
        Rate rate = span.end();
        Histogram lateness = new Histogram(SLOWEST_MICROS, DIGITS);
        for (int event = warm; event < count; event++) {
            long micros = TimeUnit.NANOSECONDS.toMicros(effectedNanos.get(event) - committed.get(event));
            lateness.recordValue(Math.clamp(micros, 0, SLOWEST_MICROS));
        }
        return new Paced(lateness, rate);
    }

    private Rate drained() {
        path.stopConsumer();
        int before = effects.get();
        for (int made = 0; made < load.backlog(); made += load.perTransaction()) {
            path.produce(next.getAndAdd(load.perTransaction()), load.perTransaction());
        }
        path.startConsumer(this::effected);
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (effects.get() == before && System.nanoTime() < limit) {
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        Span span = new Span();
        awaitEffects();
        return span.end();
    }

    private void awaitEffects() {
        int seen = effects.get();
        long limit = System.nanoTime() + PATIENCE.toNanos();
        while (effects.get() < next.get()) {
            if (effects.get() > seen) {
                seen = effects.get();
                limit = System.nanoTime() + PATIENCE.toNanos();
            } else if (System.nanoTime() > limit) {
                throw new IllegalStateException(
                        (next.get() - effects.get()) + " events had no effect within " + PATIENCE);
            }
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        if (effects.get() > next.get()) {
            throw new IllegalStateException((effects.get() - next.get()) + " effects too many");
        }
    }
}
