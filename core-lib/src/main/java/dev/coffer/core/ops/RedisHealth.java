package dev.coffer.core.ops;

import dev.coffer.core.events.EventsRuntime;
import org.jspecify.annotations.Nullable;

/**
 * Whether Redis answers. Not ready before it answered once, because a wrong address would never be noticed; later an outage is
 * told and no reason to take no requests: events wait in MongoDB, and whatever else is in Redis has another home.
 */
final class RedisHealth implements HealthCheck {

    private final EventsRuntime events;
    private volatile boolean hasAnswered;

    RedisHealth(EventsRuntime events) {
        this.events = events;
    }

    @Override
    public String name() {
        return "redis";
    }

    @Override
    public Status check() {
        @Nullable String problem = events.redisProblem();
        if (problem == null) {
            hasAnswered = true;
            return Status.up(events.redisAddress());
        }
        String detail = events.redisAddress() + ", set by coffer.redis.uri, does not answer: " + problem;
        return hasAnswered ? Status.up(detail + "; events wait until it does") : Status.down(detail);
    }
}
