package dev.coffer.bonus.occasion;

import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.RunningTemplates.OfTenant;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.store.StoreFailures;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks every now and then which occasions the clock has brought. Any number of replicas may look at once. */
final class WatchClock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchClock.class);
    private static final int STOP_SECONDS = 10;

    private final RunningTemplates templates;
    private final GoRounds goRounds;
    private final Duration every;
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("watch-clock").daemon().factory());

    WatchClock(RunningTemplates templates, GoRounds goRounds, Duration every) {
        this.templates = templates;
        this.goRounds = goRounds;
        this.every = every;
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A look that fails must not end the timer, nor keep other templates waiting. */
    void look() {
        try {
            templates.triggeredBy(Trigger.OF_THE_CLOCK).forEach(this::look);
        } catch (RuntimeException failure) {
            if (StoreFailures.isUnavailable(failure)) {
                LOG.warn("Occasions were not looked for; the store is away: {}", failure.toString());
            } else {
                LOG.error("Occasions were not looked for", failure);
            }
        }
    }

    private void look(OfTenant running) {
        for (Trigger trigger : running.template().content().triggers()) {
            if (Trigger.OF_THE_CLOCK.contains(trigger) && !timer.isShutdown()) {
                Round.Key key =
                        new Round.Key(running.tenantId(), running.template().code(), trigger);
                try {
                    goRounds.go(key, running.template(), timer::isShutdown);
                } catch (RuntimeException failure) {
                    if (StoreFailures.isUnavailable(failure)) {
                        throw failure;
                    }
                    LOG.error("{} was not looked at", key, failure);
                }
            }
        }
    }

    /** Lets the batch that runs come to its end. */
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
