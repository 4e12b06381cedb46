package dev.coffer.kyc.screening.list;

import dev.coffer.core.store.StoreFailures;
import io.micrometer.core.instrument.Counter;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks for work every so often on a thread of its own, and goes on while there is some. A look that fails is told and counted. */
public final class Lookout implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Lookout.class);
    private static final int STOP_SECONDS = 10;

    private final String name;
    private final Duration every;
    private final Counter failures;
    private final BooleanSupplier look;
    private final ScheduledExecutorService timer;

    /** @param look does one piece of work; false where there is none */
    public Lookout(String name, Duration every, Counter failures, BooleanSupplier look) {
        this.name = name;
        this.every = every;
        this.failures = failures;
        this.look = look;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
    }

    public void start() {
        timer.scheduleWithFixedDelay(this::attempt, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void attempt() {
        try {
            while (!timer.isShutdown() && look.getAsBoolean()) {
                LOG.debug("{} has done a piece of work", name);
            }
        } catch (RuntimeException failure) {
            failures.increment();
            if (StoreFailures.isUnavailable(failure)) {
                LOG.warn("{} found no work; the store is away: {}", name, failure.toString());
            } else {
                LOG.error("{} failed", name, failure);
            }
        }
    }

    /** Lets the look that runs come to its end. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            if (!timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            timer.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
