package dev.coffer.core.events;

import java.time.Duration;

/**
 * Every limit of the room in one place; the defaults are what docs/core-lib.md describes.
 *
 * @param relayBatch most documents published with one script call
 * @param relayLinger wait after a small batch, so that the next one is larger
 * @param checkpointEvery how often the relay saves its position while it publishes
 * @param lease how long a relay or lane stays with a process that no longer renews it
 * @param laneBatch most events handled in one transaction
 * @param laneLinger as relayLinger, for a lane
 * @param block longest wait of a reader and a lane for the next event, and of the relay for the next change
 * @param attempts tries of one event before it goes to the dead letters
 * @param firstRetry wait before the second try; doubles, with jitter
 * @param redisTimeout longest wait for any answer of Redis beyond {@code block}
 * @param restAfterFailure wait before a relay or lane starts over after a store failed
 */
public record EventsLimits(
        int relayBatch,
        Duration relayLinger,
        Duration checkpointEvery,
        Duration lease,
        int laneBatch,
        Duration laneLinger,
        Duration block,
        int attempts,
        Duration firstRetry,
        Duration redisTimeout,
        Duration restAfterFailure) {

    public static final EventsLimits DEFAULT = new Builder().build();

    public EventsLimits {
        if (relayBatch < 1 || laneBatch < 1 || attempts < 1) {
            throw new IllegalArgumentException(
                    "batches and attempts must be at least 1: " + relayBatch + ", " + laneBatch + ", " + attempts);
        }
        if (lease.compareTo(block.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("a lease of " + lease + " is too short for waits of " + block);
        }
    }

    /** The defaults, for changing some of them. */
    public static Builder builder() {
        return new Builder();
    }

    /** Limits on their way: each is its default until it is set. */
    public static final class Builder {

        private int relayBatch = 500;
        private Duration relayLinger = Duration.ofMillis(5);
        private Duration checkpointEvery = Duration.ofMillis(200);
        private Duration lease = Duration.ofSeconds(10);
        private int laneBatch = 200;
        private Duration laneLinger = Duration.ofMillis(5);
        private Duration block = Duration.ofMillis(500);
        private int attempts = 5;
        private Duration firstRetry = Duration.ofMillis(100);
        private Duration redisTimeout = Duration.ofSeconds(3);
        private Duration restAfterFailure = Duration.ofMillis(500);

        private Builder() {}

        public Builder relay(int batch, Duration linger) {
            relayBatch = batch;
            relayLinger = linger;
            return this;
        }

        public Builder checkpointEvery(Duration time) {
            checkpointEvery = time;
            return this;
        }

        public Builder lease(Duration time) {
            lease = time;
            return this;
        }

        public Builder lanes(int batch, Duration linger) {
            laneBatch = batch;
            laneLinger = linger;
            return this;
        }

        public Builder block(Duration time) {
            block = time;
            return this;
        }

        public Builder retries(int most, Duration first) {
            attempts = most;
            firstRetry = first;
            return this;
        }

        public Builder redisTimeout(Duration time) {
            redisTimeout = time;
            return this;
        }

        public Builder restAfterFailure(Duration time) {
            restAfterFailure = time;
            return this;
        }

        public EventsLimits build() {
            return new EventsLimits(
                    relayBatch,
                    relayLinger,
                    checkpointEvery,
                    lease,
                    laneBatch,
                    laneLinger,
                    block,
                    attempts,
                    firstRetry,
                    redisTimeout,
                    restAfterFailure);
        }
    }
}
