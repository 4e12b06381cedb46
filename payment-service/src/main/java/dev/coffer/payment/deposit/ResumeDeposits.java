package dev.coffer.payment.deposit;

import dev.coffer.core.store.StoreFailures;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up deposits that were left pending: by a process that ended in the middle, or by a provider whose answer got lost. Any
 * number of replicas may do so at once.
 */
final class ResumeDeposits implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeDeposits.class);
    private static final int STOP_SECONDS = 10;

    private final Deposits deposits;
    private final AdvanceDeposit advanceDeposit;
    private final DepositSettings settings;
    private final Clock clock;
    private final ScheduledExecutorService timer;

    ResumeDeposits(Deposits deposits, AdvanceDeposit advanceDeposit, DepositSettings settings, Clock clock) {
        this.deposits = deposits;
        this.advanceDeposit = advanceDeposit;
        this.settings = settings;
        this.clock = clock;
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("resume-deposits").daemon().factory());
    }

    /** Sweeps now and then every {@link DepositSettings#sweepEvery}. */
    void start() {
        timer.scheduleWithFixedDelay(this::sweep, 0, settings.sweepEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            for (Deposits.Due due : deposits.due(settings.window(clock.instant()), settings.sweepBatch())) {
                resume(due);
            }
        } catch (RuntimeException failure) {
            // The timer would never run again; the next sweep finds the same deposits.
            report("Deposits left pending were not looked for", failure);
        }
    }

    private void resume(Deposits.Due due) {
        try {
            Instant now = clock.instant();
            Deposit leased = deposits.lease(due.tenantId(), due.id(), settings.window(now), now.plus(settings.lease()));
            if (leased != null) {
                Deposit advanced = advanceDeposit.advance(leased);
                LOG.info("Resumed deposit {}: {}", advanced.id(), DepositStatus.of(advanced.state()));
            }
        } catch (RuntimeException failure) {
            // One that fails must not keep the others from going on; it stays pending and due.
            report("Deposit " + due.id() + " was not resumed", failure);
        }
    }

    private static void report(String what, RuntimeException failure) {
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
