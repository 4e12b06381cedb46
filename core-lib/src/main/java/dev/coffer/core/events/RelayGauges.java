package dev.coffer.core.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What the relay shows of itself. */
final class RelayGauges {

    private final Clock clock;
    private final Counter relayed;
    private final Counter refilled;
    private final Counter failures;
    private volatile boolean isLeader;
    private volatile Instant caughtUpAt;
    private volatile StreamId last = StreamId.ZERO;
    private volatile @Nullable String lastFailure;

    RelayGauges(MeterRegistry registry, Clock clock) {
        this.clock = clock;
        this.caughtUpAt = clock.instant();
        this.relayed = Counter.builder("coffer.events.relayed")
                .description("events put into the stream")
                .register(registry);
        this.refilled = Counter.builder("coffer.events.refilled")
                .description("events put into the stream again after it was lost or somebody came late")
                .register(registry);
        this.failures = Counter.builder("coffer.events.relay.failures")
                .description("runs of the relay that ended with a failure")
                .register(registry);
        Gauge.builder("coffer.events.relay.leader", this, gauges -> gauges.isLeader ? 1 : 0)
                .description("1 where this process has the relay's lease")
                .register(registry);
        Gauge.builder("coffer.events.relay.lag", this, gauges -> gauges.lag().toMillis() / 1_000.0)
                .baseUnit("seconds")
                .description("since when the relay has not been at the end of the change stream; 0 where it is not the"
                        + " leader")
                .register(registry);
    }

    void isLeader(boolean leads) {
        if (leads && !isLeader) {
            caughtUpAt = clock.instant();
        }
        isLeader = leads;
    }

    void caughtUp() {
        caughtUpAt = clock.instant();
        lastFailure = null;
    }

    void relayed(long events, StreamId upTo) {
        relayed.increment(events);
        last = upTo;
    }

    void refilled(long events) {
        refilled.increment(events);
    }

    void failed(RuntimeException failure) {
        if (!(failure instanceof LeaseLost)) {
            failures.increment();
            lastFailure = failure.toString();
        }
    }

    /** Zero within a second of the end of the stream, or where another process leads. */
    Duration lag() {
        return isLeader ? Duration.between(caughtUpAt, clock.instant()) : Duration.ZERO;
    }

    EventsHealth.RelayHealth health() {
        return new EventsHealth.RelayHealth(isLeader, lag(), last.toString(), lastFailure);
    }
}
