package dev.coffer.payment.withdrawal;

import dev.coffer.core.sweep.Sweep;
import dev.coffer.payment.suspension.Suspensions;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up withdrawals that are due: left by a process that ended in the middle, to be asked for again, or settled by a webhook. Any
 * number of replicas may do so at once; each withdrawal is with one of them. Before that it draws from suspensions what follows for
 * withdrawals.
 *
 * <p>Metrics: {@code coffer.payment.withdrawals.waiting} by status, AWAITING_APPROVAL, FROZEN and STUCK, is how many wait for somebody, of all
 * tenants and replicas; {@code coffer.payment.withdrawals.failures} counts tries that failed here.
 */
final class ResumeWithdrawals implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeWithdrawals.class);

    private final Withdrawals withdrawals;
    private final AdvanceWithdrawal advanceWithdrawal;
    private final FreezeWithdrawals freezeWithdrawals;
    private final Suspensions suspensions;
    private final WithdrawalSettings settings;
    private final Map<WithdrawalStatus, AtomicInteger> waiting = Map.of(
            WithdrawalStatus.AWAITING_APPROVAL,
            new AtomicInteger(),
            WithdrawalStatus.FROZEN,
            new AtomicInteger(),
            WithdrawalStatus.STUCK,
            new AtomicInteger());
    private final Sweep sweep;

    ResumeWithdrawals(
            Withdrawals withdrawals,
            AdvanceWithdrawal advanceWithdrawal,
            FreezeWithdrawals freezeWithdrawals,
            Suspensions suspensions,
            WithdrawalSettings settings,
            MeterRegistry meters) {
        this.withdrawals = withdrawals;
        this.advanceWithdrawal = advanceWithdrawal;
        this.freezeWithdrawals = freezeWithdrawals;
        this.suspensions = suspensions;
        this.settings = settings;
        waiting.forEach(
                (status, count) -> Gauge.builder("coffer.payment.withdrawals.waiting", count, AtomicInteger::get)
                        .tag("status", status.name())
                        .register(meters));
        this.sweep = new Sweep(
                "resume-withdrawals",
                settings.sweepEvery(),
                meters.counter("coffer.payment.withdrawals.failures")::increment);
    }

    /** Sweeps now and then every {@link WithdrawalSettings#sweepEvery}. */
    void start() {
        sweep.start("Withdrawals that are due were not looked for", this::look);
    }

    private void look() {
        sweep.together(
                suspensions.unsettled(settings.sweepBatch()),
                suspension -> "The withdrawals of user " + suspension.userId() + " were not stopped, or not let go on",
                freezeWithdrawals::follow);
        sweep.together(
                withdrawals.due(settings.sweepBatch()),
                due -> "Withdrawal " + due.id() + " was not resumed",
                this::resume);
        withdrawals.waiting().forEach((status, count) -> {
            AtomicInteger gauge = waiting.get(status);
            if (gauge != null) {
                gauge.set(count);
            }
        });
    }

    private void resume(Withdrawals.Due due) {
        Withdrawal taken = withdrawals.takeUp(due.tenantId(), due.id(), settings.lease());
        if (taken != null) {
            Withdrawal advanced = advanceWithdrawal.advance(taken);
            LOG.info("Resumed withdrawal {}: {}", advanced.id(), advanced.status());
        }
    }

    /** Lets the sweep that runs come to its end. */
    @Override
    public void close() {
        sweep.close();
    }
}
