package dev.coffer.bonus.award;

import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends awards whose time is over. Any number of replicas may look at once: each award is looked at again in the transaction that ends
 * it, so it ends once.
 *
 * <p>Metrics: {@code coffer.bonus.awards.expired} counts those that this replica ended, {@code coffer.bonus.awards.failures} tries that
 * failed.
 */
final class ExpireAwards implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExpireAwards.class);
    private static final int BATCH = 100;
    private static final int STOP_SECONDS = 10;

    private final Awards awards;
    private final ChangeAward change;
    private final Transactions transactions;
    private final Clock clock;
    private final Duration every;
    private final Counter expired;
    private final Counter failures;
    private final ScheduledExecutorService timer = new ScheduledThreadPoolExecutor(
            1, Thread.ofPlatform().name("expire-awards").daemon().factory());

    ExpireAwards(
            Awards awards,
            ChangeAward change,
            Transactions transactions,
            Clock clock,
            Duration every,
            MeterRegistry meters) {
        this.awards = awards;
        this.change = change;
        this.transactions = transactions;
        this.clock = clock;
        this.every = every;
        this.expired = meters.counter("coffer.bonus.awards.expired");
        this.failures = meters.counter("coffer.bonus.awards.failures");
    }

    void start() {
        timer.scheduleWithFixedDelay(this::look, 0, every.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** A look that fails must not end the timer. */
    private void look() {
        try {
            List<Award> due;
            do {
                due = awards.due(clock.instant(), BATCH);
            } while (due.stream().filter(this::expire).count() == BATCH && !timer.isShutdown());
        } catch (RuntimeException failure) {
            failed("Awards whose time is over were not looked for", failure);
        }
    }

    private boolean expire(Award due) {
        try {
            transactions.run(unit -> {
                Award award = awards.find(unit, due.tenantId(), due.id());
                if (award != null
                        && award.state() instanceof AwardState.Open open
                        && !open.until().isAfter(clock.instant())
                        && change.end(unit, award, Ending.EXPIRED, null) instanceof ChangeAward.Result.Changed) {
                    unit.whenOver(expired::increment);
                }
            });
            return true;
        } catch (RuntimeException failure) {
            failed(due + " was not ended", failure);
            return false;
        }
    }

    private void failed(String what, RuntimeException failure) {
        failures.increment();
        if (StoreFailures.isUnavailable(failure)) {
            LOG.warn("{}; the store is away: {}", what, failure.toString());
        } else {
            LOG.error(what, failure);
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
