package dev.coffer.payment.withdrawal;

import dev.coffer.core.store.StoreFailures;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up withdrawals that are due: left by a process that ended in the middle, to be asked for again, or settled by a webhook. Any
 * number of replicas may do so at once; each withdrawal is with one of them.
 *
 * <p>Metrics: {@code coffer.payment.withdrawals.waiting} by status, AWAITING_APPROVAL and STUCK, is how many wait for somebody, of all
 * tenants and replicas; {@code coffer.payment.withdrawals.failures} counts tries that failed here.
 */
final class ResumeWithdrawals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeWithdrawals.class);
    private static final int STOP_SECONDS = 10;

    private final Withdrawals withdrawals;
    private final AdvanceWithdrawal advanceWithdrawal;
    private final WithdrawalSettings settings;
    private final Map<WithdrawalStatus, AtomicInteger> waiting = Map.of(
            WithdrawalStatus.AWAITING_APPROVAL, new AtomicInteger(), WithdrawalStatus.STUCK, new AtomicInteger());
    private final Counter failures;
    private final ScheduledExecutorService timer;

    ResumeWithdrawals(
            Withdrawals withdrawals,
            AdvanceWithdrawal advanceWithdrawal,
            WithdrawalSettings settings,
            MeterRegistry meters) {
        this.withdrawals = withdrawals;
        this.advanceWithdrawal = advanceWithdrawal;
        this.settings = settings;
        this.failures = meters.counter("coffer.payment.withdrawals.failures");
        waiting.forEach(
                (status, count) -> Gauge.builder("coffer.payment.withdrawals.waiting", count, AtomicInteger::get)
                        .tag("status", status.name())
                        .register(meters));
        this.timer = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name("resume-withdrawals").daemon().factory());
    }

    /** Sweeps now and then every {@link WithdrawalSettings#sweepEvery}. */
    void start() {
        timer.scheduleWithFixedDelay(this::sweep, 0, settings.sweepEvery().toMillis(), TimeUnit.MILLISECONDS);
    }

    private void sweep() {
        try {
            resume(withdrawals.due(settings.sweepBatch()));
            withdrawals.waiting().forEach((status, count) -> {
                AtomicInteger gauge = waiting.get(status);
                if (gauge != null) {
                    gauge.set(count);
                }
            });
        } catch (RuntimeException failure) {
            // The timer would never run again; the next sweep finds the same withdrawals.
            report("Withdrawals that are due were not looked for", failure);
        }
    }

    /** Together, so that a provider that is slow with one does not keep the others waiting. */
    private void resume(List<Withdrawals.Due> due) {
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            due.forEach(one -> threads.execute(() -> resume(one)));
        }
    }

    private void resume(Withdrawals.Due due) {
        try {
            Withdrawal taken = withdrawals.takeUp(due.tenantId(), due.id(), settings.lease());
            if (taken != null) {
                Withdrawal advanced = advanceWithdrawal.advance(taken);
                LOG.info("Resumed withdrawal {}: {}", advanced.id(), advanced.status());
            }
        } catch (RuntimeException failure) {
            // One that fails must not keep the others from going on; it stays due.
            report("Withdrawal " + due.id() + " was not resumed", failure);
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
