package dev.coffer.auth.audit;

import dev.coffer.core.store.StoreFailures;
import dev.coffer.core.sweep.Sweep;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Has the audit log chained every {@link #PAUSE}, by each replica; and tells for how long that was not possible. */
final class TendAuditLog implements AutoCloseable {

    static final Duration PAUSE = Duration.ofMillis(500);
    private static final Logger LOG = LoggerFactory.getLogger(TendAuditLog.class);

    private final SealAuditLog seal;
    private final Clock clock;
    private final Counter sealed;
    private volatile Instant allSealedAt;
    private final Sweep sweep = new Sweep("audit-log", PAUSE, () -> {});
    private boolean hasBegun;
    private boolean isStuck;

    TendAuditLog(SealAuditLog seal, MeterRegistry meters, Clock clock) {
        this.seal = seal;
        this.clock = clock;
        this.allSealedAt = clock.instant();
        this.sealed = Counter.builder("coffer.auth.audit.sealed")
                .description("entries of the audit log that this replica chained")
                .register(meters);
        Gauge.builder("coffer.auth.audit.unsealed.age", this, TendAuditLog::ageSeconds)
                .description("for how long this replica has not seen every entry of the audit log chained")
                .baseUnit("seconds")
                .register(meters);
    }

    private double ageSeconds() {
        return Duration.between(allSealedAt, clock.instant()).toMillis() / 1000.0;
    }

    void start() {
        sweep.start("The audit log was not chained", this::tend);
    }

    private void tend() {
        try {
            Instant before = clock.instant();
            sealed.increment(seal.sealAll());
            allSealedAt = before;
            hasBegun = true;
            isStuck = false;
        } catch (RuntimeException failed) {
            // Told once, not twice a second.
            boolean isAway = StoreFailures.isUnavailable(failed);
            if (isAway && !hasBegun) {
                // The service starts; what keeps it from being ready says so itself.
                return;
            }
            if (!isStuck && isAway) {
                LOG.warn("The audit log is chained when the store is back: {}", failed.getMessage());
            } else if (!isStuck) {
                LOG.error("The audit log cannot be chained", failed);
            }
            isStuck = true;
        }
    }

    /** Lets what is under way come to its end. */
    @Override
    public void close() {
        sweep.close();
    }
}
