package dev.coffer.auth.network;

import dev.coffer.core.redis.RedisOrElse;
import io.micrometer.core.instrument.MeterRegistry;

/** While Redis is away each process counts for itself: the bound grows by the number of replicas, and does not vanish. */
final class RedisOrOwnCounts implements NetworkCounts {

    private final NetworkCounts redis;
    private final NetworkCounts own;
    private final RedisOrElse either;

    RedisOrOwnCounts(NetworkCounts redis, NetworkCounts own, MeterRegistry meters) {
        this.redis = redis;
        this.own = own;
        this.either = new RedisOrElse("tries by network", "coffer.auth.network.redis.away", meters);
    }

    @Override
    public long ask(String key, Rate rate, long now) {
        return either.ask(() -> redis.ask(key, rate, now), () -> own.ask(key, rate, now));
    }

    @Override
    public void giveBack(String key, Rate rate, long now) {
        either.run(() -> redis.giveBack(key, rate, now), () -> own.giveBack(key, rate, now));
    }
}
