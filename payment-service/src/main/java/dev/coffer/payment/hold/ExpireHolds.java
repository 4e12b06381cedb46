package dev.coffer.payment.hold;

import dev.coffer.core.sweep.Sweep;
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

    private final Holds holds;
    private final Bookings bookings;
    private final HoldSettings settings;
    private final Clock clock;
    private final Counter expired;
    private final Counter failures;
    private final AtomicInteger due = new AtomicInteger();
    private final Sweep sweep;

    ExpireHolds(Holds holds, Bookings bookings, HoldSettings settings, Clock clock, MeterRegistry meters) {
        this.holds = holds;
        this.bookings = bookings;
        this.settings = settings;
        this.clock = clock;
        this.expired = meters.counter("coffer.payment.holds.expired");
        this.failures = meters.counter("coffer.payment.holds.failures");
        Gauge.builder("coffer.payment.holds.due", due, AtomicInteger::get).register(meters);
        this.sweep = new Sweep("expire-holds", settings.sweepEvery(), failures::increment);
    }

    /** Sweeps now and then every {@link HoldSettings#sweepEvery}. */
    void start() {
        sweep.start("Holds whose time is over were not looked for", this::look);
    }

    /** Goes on while whole batches are due and all of them go through: after a long pause there may be many. */
    private void look() {
        boolean isMoreLikely;
        do {
            List<Holds.Due> found = holds.due(clock.instant(), settings.sweepBatch());
            due.set(found.size());
            isMoreLikely = giveBack(found) == settings.sweepBatch() && !sweep.isStopping();
        } while (isMoreLikely);
    }

    /** Together, so that the ledger commits them together. @return how many are over now */
    private int giveBack(List<Holds.Due> found) {
        AtomicInteger over = new AtomicInteger();
        sweep.together(found, one -> "Hold " + one.id() + " was not given back", one -> {
            if (giveBack(one)) {
                over.incrementAndGet();
            }
        });
        return over.get();
    }

    private boolean giveBack(Holds.Due one) {
        PostResult result = bookings.post(new ReleaseHold(
                one.tenantId(), Idempotency.of("ledger", "expire/" + one.id()), one.id(), Hold.Status.EXPIRED));
        return switch (result) {
            case PostResult.Posted posted -> {
                expired.increment();
                yield true;
            }
            case PostResult.Refused refused -> isOver(one, refused);
        };
    }

    private boolean isOver(Holds.Due one, PostResult.Refused refused) {
        if (refused.code() == LedgerRefusal.HOLD_ENDED) {
            return true;
        }
        failures.increment();
        LOG.error("Hold {} cannot be given back: {}", one.id(), refused.message());
        return false;
    }

    /** Lets the sweep that runs come to its end. */
    @Override
    public void close() {
        sweep.close();
    }
}
