package dev.coffer.core.events;

import dev.coffer.core.store.Transactions;
import io.lettuce.core.RedisClient;
import java.time.Clock;

/** What every lane of a consumer works with. */
record LaneParts(
        Consumer consumer,
        LanePositions positions,
        Transactions transactions,
        DeadLetters deadLetters,
        RedisClient redis,
        EventsLimits limits,
        Clock clock,
        StopSignal stop) {

    ConsumerStream openStream() {
        return new ConsumerStream(redis, StreamKeys.of(consumer.source()), limits.redisTimeout());
    }
}
