package dev.coffer.payment.hold;

import dev.coffer.core.store.StoreFailures;
import dev.coffer.payment.ledger.Bookings;
import dev.coffer.payment.ledger.Hold;
import dev.coffer.payment.ledger.Holds;
import dev.coffer.payment.ledger.Idempotency;
import dev.coffer.payment.ledger.LedgerRefusal;
import dev.coffer.payment.ledger.PostResult;
import dev.coffer.payment.ledger.ReleaseHold;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives money back that was set aside and not captured in time. Any number of replicas may do so at once: all give the same
 * command with the same key, which the ledger carries out once, and which loses to a capture that came before.
 *
 * <p>Metrics: {@code coffer.payment.holds.expired} counts those that this replica gave back, {@code coffer.payment.holds.failures}
 * tries that failed, {@code coffer.payment.holds.due} is how many the last look found, at most a batch.
 */
final class ExpireHolds implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ExpireHolds.class);
    private static final int STOP_SECONDS = 10;

    private final Holds holds;
    private final Bookings bookings;
    private final HoldSettings settings;
    private final Clock clock;
    private final Counter expired;
    private final Counter failures;
    private final AtomicInteger due = new AtomicInteger();
    private final ScheduledExecutorService timer;

    ExpireHolds(Holds holds, Bookings bookings, HoldSettings settings, Clock clock, MeterRegistry meters) {
        this.holds = holds;
        this.bookings = bookings;
        this.settings = settings;
        this.clock = clock;
        this.expired = meters.counter("coffer.payment.holds.expired");
        this.failures = meters.counter("coffer.payment.holds.failures");
        Gauge.builder("coffer.payment.holds.due", due, AtomicInteger::get).register(meters);
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("expire-holds").daemon().factory());
    }

    /** Sweeps now and then every {@link HoldSettings#sweepEvery}. */
    void start() {
        timer.scheduleWithFixedDelay(this::sweep, 0, settings.sweepEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Goes on while whole batches are due and all of them go through: after a long pause there may be many. */
    private void sweep() {
        try {
            boolean isMoreLikely;
            do {
                List<Holds.Due> found = holds.due(clock.instant(), settings.sweepBatch());
                due.set(found.size());
                isMoreLikely = giveBack(found) == settings.sweepBatch() && !timer.isShutdown();
            } while (isMoreLikely);
        } catch (RuntimeException failure) {
            // The timer would never run again; the next sweep finds the same holds.
            report("Holds whose time is over were not looked for", failure);
        }
    }

    /** Together, so that the ledger commits them together. @return how many are over now */
    private int giveBack(List<Holds.Due> found) {
        AtomicInteger over = new AtomicInteger();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Holds.Due one : found) {
                threads.execute(() -> {
                    if (giveBack(one)) {
                        over.incrementAndGet();
                    }
                });
            }
        }
        return over.get();
    }

    private boolean giveBack(Holds.Due one) {
        try {
            PostResult result = bookings.post(new ReleaseHold(
                    one.tenantId(), Idempotency.of("ledger", "expire/" + one.id()), one.id(), Hold.Status.EXPIRED));
            return switch (result) {
                case PostResult.Posted posted -> {
                    expired.increment();
                    yield true;
                }
                case PostResult.Refused refused -> isOver(one, refused);
            };
        } catch (RuntimeException failure) {
            // One that fails must not keep the others from going on; it stays due.
            report("Hold " + one.id() + " was not given back", failure);
            return false;
        }
    }

    private boolean isOver(Holds.Due one, PostResult.Refused refused) {
        if (refused.code() == LedgerRefusal.HOLD_ENDED) {
            return true;
        }
        failures.increment();
        LOG.error("Hold {} cannot be given back: {}", one.id(), refused.message());
        return false;
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
