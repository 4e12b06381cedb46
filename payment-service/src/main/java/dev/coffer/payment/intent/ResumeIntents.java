package dev.coffer.payment.intent;

import dev.coffer.core.store.StoreFailures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up payment intents that are due: left by a process that ended in the middle, or whose time is over. Any number of replicas may
 * do so at once; each intent is with one of them.
 *
 * <p>Metric {@code coffer.payment.intents.failures} counts tries that failed here.
 */
final class ResumeIntents implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeIntents.class);
    private static final int STOP_SECONDS = 10;

    private final PaymentIntents intents;
    private final AdvanceIntent advanceIntent;
    private final IntentSettings settings;
    private final Counter failures;
    private final ScheduledExecutorService timer;

    ResumeIntents(PaymentIntents intents, AdvanceIntent advanceIntent, IntentSettings settings, MeterRegistry meters) {
        this.intents = intents;
        this.advanceIntent = advanceIntent;
        this.settings = settings;
        this.failures = meters.counter("coffer.payment.intents.failures");
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("resume-payment-intents").daemon().factory());
    }

    /** Sweeps now and then every {@link IntentSettings#sweepEvery}. */
    void start() {
        timer.scheduleWithFixedDelay(this::sweep, 0, settings.sweepEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            resume(intents.due(settings.sweepBatch()));
        } catch (RuntimeException failure) {
            // The timer would never run again; the next sweep finds the same intents.
            report("Payment intents that are due were not looked for", failure);
        }
    }

    /** Together, so that a provider that is slow with one does not keep the others waiting. */
    private void resume(List<PaymentIntents.Due> due) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(one -> threads.execute(() -> resume(one)));
        }
    }

    private void resume(PaymentIntents.Due due) {
        try {
            PaymentIntent taken = intents.takeUp(due.tenantId(), due.id(), settings.lease());
            if (taken != null) {
                PaymentIntent advanced = advanceIntent.advance(taken);
                LOG.info("Resumed payment intent {}: {}", advanced.id(), advanced.status());
            }
        } catch (RuntimeException failure) {
            // One that fails must not keep the others from going on; it stays due.
            report("Payment intent " + due.id() + " was not resumed", failure);
        }
    }

    private void report(String what, RuntimeException failure) {
        failures.increment();
        if (StoreFailures.isUnavailable(failure)) {
            LOG.warn("{}; the store is away: {}", what, failure.toString());
        } else {
            LOG.error(what, failure);
        }
    }

    /** Lets the sweep that runs come to its end. */
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
