package dev.coffer.payment.deposit;

import dev.coffer.core.sweep.Sweep;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes up deposits that were left pending: by a process that ended in the middle, or by a provider whose answer got lost. Any
 * number of replicas may do so at once.
 *
 * <p>Metrics: {@code coffer.payment.deposits.stuck} is how many wait for an operator, of all tenants and replicas; {@code
 * coffer.payment.deposits.failures} counts tries that failed here.
 */
final class ResumeDeposits implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResumeDeposits.class);

    private final Deposits deposits;
    private final AdvanceDeposit advanceDeposit;
    private final DepositSettings settings;
    private final Clock clock;
    private final AtomicInteger stuck = new AtomicInteger();
    private final Sweep sweep;

    ResumeDeposits(
            Deposits deposits,
            AdvanceDeposit advanceDeposit,
            DepositSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.deposits = deposits;
        this.advanceDeposit = advanceDeposit;
        this.settings = settings;
        this.clock = clock;
        Gauge.builder("coffer.payment.deposits.stuck", stuck, AtomicInteger::get)
                .register(meters);
        this.sweep = new Sweep(
                "resume-deposits",
                settings.sweepEvery(),
                meters.counter("coffer.payment.deposits.failures")::increment);
    }

    /** Sweeps now and then every {@link DepositSettings#sweepEvery}. */
    void start() {
        sweep.start("Deposits left pending were not looked for", this::look);
    }

    private void look() {
        sweep.together(
                deposits.due(settings.window(clock.instant()), settings.sweepBatch()),
                due -> "Deposit " + due.id() + " was not resumed",
                this::resume);
        stuck.set(deposits.stuck());
    }

    private void resume(Deposits.Due due) {
        Instant now = clock.instant();
        Deposit leased = deposits.lease(due.tenantId(), due.id(), settings.window(now), now.plus(settings.lease()));
        if (leased != null) {
            Deposit advanced = advanceDeposit.advance(leased);
            LOG.info("Resumed deposit {}: {}", advanced.id(), DepositStatus.of(advanced.state()));
        }
    }

    /** Lets the sweep that runs come to its end. */
    @Override
    public void close() {
        sweep.close();
    }
}
