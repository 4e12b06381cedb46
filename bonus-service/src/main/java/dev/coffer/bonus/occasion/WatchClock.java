package dev.coffer.bonus.occasion;

import dev.coffer.bonus.template.RunningTemplate;
import dev.coffer.bonus.template.RunningTemplates;
import dev.coffer.bonus.template.RunningTemplates.OfTenant;
import dev.coffer.bonus.template.Trigger;
import dev.coffer.core.store.StoreFailures;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks every now and then which occasions the clock has brought, and goes some rounds at once. Any number of replicas may look at
 * once.
 */
final class WatchClock implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(WatchClock.class);
    private static final int STOP_SECONDS = 10;

    private final RunningTemplates templates;
    private final GoRounds goRounds;
    private final Duration every;
    private final Semaphore places;
    private final Turns turns = new Turns();
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("watch-clock").daemon().factory());
    private final ExecutorService walkers = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("occasions-", 0).factory());

    /** @param atOnce how many rounds go at once, at least 1 */
    WatchClock(RunningTemplates templates, GoRounds goRounds, Duration every, int atOnce) {
        if (atOnce < 1) {
            throw new IllegalArgumentException("atOnce must be at least 1: " + atOnce);
        }
        this.templates = templates;
        this.goRounds = goRounds;
        this.every = every;
        this.places = new Semaphore(atOnce);
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A look that fails must not end the timer. */
    private void look() {
        try {
            turns.renew(rounds(templates.triggeredBy(Trigger.OF_THE_CLOCK)));
            while (!timer.isShutdown() && places.tryAcquire()) {
                if (!sendOne()) {
                    return;
                }
            }
        } catch (RuntimeException failure) {
            tell("Occasions", failure);
        }
    }

    private static Map<Round.Key, RunningTemplate> rounds(List<OfTenant> running) {
        Map<Round.Key, RunningTemplate> rounds = new LinkedHashMap<>();
        for (OfTenant one : running) {
            for (Trigger trigger : one.template().content().triggers()) {
                if (Trigger.OF_THE_CLOCK.contains(trigger)) {
                    rounds.put(new Round.Key(one.tenantId(), one.template().code(), trigger), one.template());
                }
            }
        }
        return rounds;
    }

    /** With a place that was taken. @return false where nothing waits; the place is free again */
    private boolean sendOne() {
        Turns.Turn first = turns.next();
        if (first == null) {
            places.release();
            return false;
        }
        walkers.execute(() -> walk(first));
        return true;
    }

    private void walk(Turns.Turn first) {
        try {
            for (Turns.Turn turn = first; turn != null; turn = timer.isShutdown() ? null : turns.next()) {
                go(turn);
            }
        } finally {
            places.release();
        }
    }

    /** A round that fails must not keep others waiting. */
    private void go(Turns.Turn turn) {
        boolean isMoreDue = false;
        try {
            isMoreDue = goRounds.go(turn.key(), turn.template(), timer::isShutdown);
        } catch (RuntimeException failure) {
            tell(turn.key().toString(), failure);
        } finally {
            turns.over(turn, isMoreDue);
        }
    }

    private static void tell(String what, RuntimeException failure) {
        if (StoreFailures.isUnavailable(failure)) {
            LOG.warn("{}: not looked at; the store is away: {}", what, failure.toString());
        } else {
            LOG.error("{}: not looked at", what, failure);
        }
    }

    /** Lets the batches that run come to their end. */
    @Override
    public void close() {
        timer.shutdown();
        try {
            // No walker is sent any more from then on.
            boolean isQuiet = timer.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS);
            walkers.shutdown();
            if (!isQuiet || !walkers.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                timer.shutdownNow();
                walkers.shutdownNow();
            }
        } catch (InterruptedException interrupted) {
            timer.shutdownNow();
            walkers.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
