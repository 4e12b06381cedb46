package dev.coffer.core.events;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one lane shows of itself. */
final class LaneGauges {

    private final String consumer;
    private final int lane;
    private final Clock clock;
    private final Counter handled;
    private final Counter deadLetters;
    private volatile boolean isHeld;
    private volatile Instant caughtUpAt;
    private volatile StreamId position = StreamId.ZERO;
    private volatile @Nullable String lastFailure;

    LaneGauges(MeterRegistry registry, String consumer, int lane, Clock clock) {
        this.consumer = consumer;
        this.lane = lane;
        this.clock = clock;
        this.caughtUpAt = clock.instant();
        this.handled = Counter.builder("coffer.events.handled")
                .description("events whose effects are saved")
                .tag("consumer", consumer)
                .register(registry);
        this.deadLetters = Counter.builder("coffer.events.dead.letters")
                .description("events put into the dead letters")
                .tag("consumer", consumer)
                .register(registry);
        Gauge.builder("coffer.events.lane.lag", this, gauges -> gauges.lag().toMillis() / 1_000.0)
                .baseUnit("seconds")
                .description(
                        "since when the lane has not been at the end of its stream; 0 where another process has it")
                .tag("consumer", consumer)
                .tag("lane", Integer.toString(lane))
                .register(registry);
    }

    void isHeld(boolean holds) {
        if (holds && !isHeld) {
            caughtUpAt = clock.instant();
        }
        isHeld = holds;
    }

    void caughtUp() {
        caughtUpAt = clock.instant();
        lastFailure = null;
    }

    void handled(int events) {
        handled.increment(events);
    }

    void deadLettered(int events) {
        deadLetters.increment(events);
    }

    void at(StreamId id) {
        position = id;
    }

    void failed(RuntimeException failure) {
        lastFailure = failure.toString();
    }

    Duration lag() {
        return isHeld ? Duration.between(caughtUpAt, clock.instant()) : Duration.ZERO;
    }

    EventsHealth.LaneHealth health() {
        return new EventsHealth.LaneHealth(consumer, lane, isHeld, lag(), position.toString(), lastFailure);
    }
}
