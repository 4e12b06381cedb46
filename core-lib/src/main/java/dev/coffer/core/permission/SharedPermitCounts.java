package dev.coffer.core.permission;

import dev.coffer.access.condition.Condition;
import dev.coffer.core.redis.RedisOrElse;

/** While Redis is away each process counts for itself: a rate grows by the number of processes, and does not vanish. */
record SharedPermitCounts(PermitCounts redis, PermitCounts own, RedisOrElse either) implements PermitCounts {

    @Override
    public boolean count(String subject, Condition.Rate rate, long now) {
        return either.ask(() -> redis.count(subject, rate, now), () -> own.count(subject, rate, now));
    }

    @Override
    public long soFar(String subject, Condition.Rate rate, long now) {
        return either.ask(() -> redis.soFar(subject, rate, now), () -> own.soFar(subject, rate, now));
    }
}
