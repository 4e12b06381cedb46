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
 * @param block longest wait of a lane for the next event, and of the relay for the next change
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

    public static final EventsLimits DEFAULT = new EventsLimits(
            500,
            Duration.ofMillis(5),
            Duration.ofMillis(200),
            Duration.ofSeconds(10),
            200,
            Duration.ofMillis(5),
            Duration.ofMillis(500),
            5,
            Duration.ofMillis(100),
            Duration.ofSeconds(3),
            Duration.ofMillis(500));

    public EventsLimits {
        if (relayBatch < 1 || laneBatch < 1 || attempts < 1) {
            throw new IllegalArgumentException(
                    "batches and attempts must be at least 1: " + relayBatch + ", " + laneBatch + ", " + attempts);
        }
        if (lease.compareTo(block.multipliedBy(2)) < 0) {
            throw new IllegalArgumentException("a lease of " + lease + " is too short for waits of " + block);
        }
    }

    public EventsLimits withLease(Duration other) {
        return new EventsLimits(
                relayBatch,
                relayLinger,
                checkpointEvery,
                other,
                laneBatch,
                laneLinger,
                block,
                attempts,
                firstRetry,
                redisTimeout,
                restAfterFailure);
    }

    public EventsLimits withFirstRetry(Duration other) {
        return new EventsLimits(
                relayBatch,
                relayLinger,
                checkpointEvery,
                lease,
                laneBatch,
                laneLinger,
                block,
                attempts,
                other,
                redisTimeout,
                restAfterFailure);
    }

    public EventsLimits withRedisTimeout(Duration other) {
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
                other,
                restAfterFailure);
    }

    public EventsLimits withCheckpointEvery(Duration other) {
        return new EventsLimits(
                relayBatch,
                relayLinger,
                other,
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
