package dev.coffer.core.sweep;

import dev.coffer.core.store.StoreFailures;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks for work every so often, on a thread of its own, one look at a time. What fails is told and counted, and keeps neither other
 * work nor the next look from happening: whatever it is, it must still be found by that one.
 */
public final class Sweep implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Sweep.class);
    private static final int STOP_SECONDS = 10;

    private final Duration every;
    private final Runnable failed;
    private final ScheduledExecutorService timer;
    private volatile boolean hasLooked;

    /**
     * @param name of the thread
     * @param every from the end of a look to the beginning of the next
     * @param failed called at each failure
     */
    public Sweep(String name, Duration every, Runnable failed) {
        this.every = every;
        this.failed = failed;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
    }

    /** Looks now and then every so often. @param otherwise what a failure means, for operators: "Deposits were not looked for" */
    public void start(String otherwise, Runnable look) {
        // A look that fails must not end the timer.
        timer.scheduleWithFixedDelay(() -> look(otherwise, look), 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Does the work for each, all at once, so that one that is slow does not keep the others waiting. Returns when all are done.
     *
     * @param otherwise what a failure of one means, for operators: "Deposit 0199... was not resumed"
     */
    public <T> void together(List<T> due, Function<T, String> otherwise, Consumer<T> work) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(one -> threads.execute(() -> attempt(otherwise.apply(one), () -> work.accept(one))));
        }
    }

    private void look(String otherwise, Runnable look) {
        if (attempt(otherwise, look)) {
            hasLooked = true;
        }
    }

    private boolean attempt(String otherwise, Runnable work) {
        try {
            work.run();
            return true;
        } catch (RuntimeException failure) {
            failed.run();
            if (StoreFailures.isUnavailable(failure) && !hasLooked) {
                // The service starts; what keeps it from being ready says so itself.
                LOG.debug("{}; the store is not ready: {}", otherwise, failure.toString());
            } else if (StoreFailures.isUnavailable(failure)) {
                LOG.warn("{}; the store is away: {}", otherwise, failure.toString());
            } else {
                LOG.error(otherwise, failure);
            }
            return false;
        }
    }

    /** Whether {@link #close} was called: a look that goes on while it finds work ends then. */
    public boolean isStopping() {
        return timer.isShutdown();
    }

    /** Lets the look that runs come to its end, for at most 10 s. */
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
