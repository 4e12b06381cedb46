package dev.coffer.payment.reconciliation;

import dev.coffer.core.ids.Ids;
import dev.coffer.core.store.StoreFailures;
import dev.coffer.payment.ledger.LedgerVerifier;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the whole ledger when it is due, in one of the replicas. It repairs nothing: what it finds is logged as an error, and is the
 * metric {@code coffer.payment.ledger.flaws}; {@code coffer.payment.ledger.verified} times the readings.
 */
final class Reconcile implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Reconcile.class);

    /** Longer than a pause of the process; after that another replica begins anew. */
    private static final Duration LEASE = Duration.ofSeconds(60);

    private static final Duration RENEWED_EVERY = Duration.ofSeconds(15);

    private final LedgerVerifier verifier;
    private final Reconciliations reconciliations;
    private final ReconciliationSettings settings;
    private final Clock clock;
    private final Ids ids;
    private final Timer took;
    private final AtomicInteger flaws = new AtomicInteger();
    private final String owner;
    private final ScheduledExecutorService timer;
    private final ScheduledExecutorService renewals;

    Reconcile(
            LedgerVerifier verifier,
            Reconciliations reconciliations,
            ReconciliationSettings settings,
            Clock clock,
            Ids ids,
            MeterRegistry meters) {
        this.verifier = verifier;
        this.reconciliations = reconciliations;
        this.settings = settings;
        this.clock = clock;
        this.ids = ids;
        this.owner = ids.next();
        this.took = meters.timer("coffer.payment.ledger.verified");
        Gauge.builder("coffer.payment.ledger.flaws", flaws, AtomicInteger::get).register(meters);
        this.timer = executor("reconcile");
        this.renewals = executor("reconcile-lease");
    }

    private static ScheduledExecutorService executor(String name) {
        return new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().name(name).daemon().factory());
    }

    void start() {
        long every = settings.lookEvery().toMillis();
        timer.scheduleWithFixedDelay(this::look, every, every, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            if (reconciliations.claim(owner, settings.every(), LEASE)) {
                read();
            }
        } catch (RuntimeException failure) {
            // The timer would never run again; the next look takes it up.
            report("The ledger was not read", failure);
        }
    }

    private void read() {
        ScheduledFuture<?> renewal = renewals.scheduleWithFixedDelay(
                this::renew, RENEWED_EVERY.toMillis(), RENEWED_EVERY.toMillis(), TimeUnit.MILLISECONDS);
        try {
            Instant started = clock.instant();
            LedgerVerifier.Report report = verifier.verify();
            Instant finished = clock.instant();
            reconciliations.finish(
                    owner,
                    new Reconciliation(
                            ids.next(), started, finished, report.wallets(), report.entries(), report.flaws()));
            took.record(Duration.between(started, finished));
            flaws.set(report.flaws().size());
            tell(report);
        } catch (RuntimeException failure) {
            giveUp(failure);
            throw failure;
        } finally {
            renewal.cancel(false);
        }
    }

    private static void tell(LedgerVerifier.Report report) {
        if (report.isClean()) {
            LOG.info("The ledger is sound: {} wallets, {} entries", report.wallets(), report.entries());
        } else {
            LedgerVerifier.Flaw first = report.flaws().getFirst();
            LOG.error(
                    "THE LEDGER IS NOT SOUND: {} findings in {} wallets; the first: {} {}: {}",
                    report.flaws().size(),
                    report.wallets(),
                    first.kind(),
                    first.where(),
                    first.what());
        }
    }

    private void renew() {
        try {
            reconciliations.renew(owner, LEASE);
        } catch (RuntimeException failure) {
            // The next renewal comes well before the lease is over.
            report("The lease of a reading was not renewed", failure);
        }
    }

    private void giveUp(RuntimeException failure) {
        try {
            reconciliations.giveUp(owner);
        } catch (RuntimeException away) {
            failure.addSuppressed(away);
        }
    }

    private static void report(String what, RuntimeException failure) {
        if (StoreFailures.isUnavailable(failure)) {
            LOG.warn("{}; the store is away: {}", what, failure.toString());
        } else {
            LOG.error(what, failure);
        }
    }

    /** A reading may take long, and may be broken off at any place: it writes nothing before its end. */
    @Override
    public void close() {
        timer.shutdownNow();
        renewals.shutdownNow();
    }
}
