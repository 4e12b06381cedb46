package dev.coffer.bonus.award;

import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.store.Transactions;
import dev.coffer.core.sweep.Sweep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
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

    private final Awards awards;
    private final ChangeAward change;
    private final Transactions transactions;
    private final Clock clock;
    private final Counter expired;
    private final Counter failures;
    private final Sweep sweep;

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
        this.expired = meters.counter("coffer.bonus.awards.expired");
        this.failures = meters.counter("coffer.bonus.awards.failures");
        this.sweep = new Sweep("expire-awards", every, failures::increment);
    }

    void start() {
        sweep.start("Awards whose time is over were not looked for", this::look);
    }

    private void look() {
        List<Award> due;
        do {
            due = awards.due(clock.instant(), BATCH);
        } while (due.stream().filter(this::expire).count() == BATCH && !sweep.isStopping());
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
        sweep.close();
    }
}
