package dev.coffer.auth.network;

import io.lettuce.core.RedisException;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * While Redis is away each process counts for itself: the bound grows by the number of replicas, and does not vanish. Nobody waits
 * for a Redis that is away but the one who tries it again, every second.
 */
final class RedisOrOwnCounts implements NetworkCounts {

    private static final Logger LOG = LoggerFactory.getLogger(RedisOrOwnCounts.class);
    static final Duration REST = Duration.ofSeconds(1);

    private final NetworkCounts redis;
    private final NetworkCounts own;
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final AtomicLong restUntilNanos = new AtomicLong(System.nanoTime());

    RedisOrOwnCounts(NetworkCounts redis, NetworkCounts own, MeterRegistry meters) {
        this.redis = redis;
        this.own = own;
        Gauge.builder("coffer.auth.network.redis.away", isAway, away -> away.get() ? 1 : 0)
                .description("1 while each process counts tries by network for itself")
                .register(meters);
    }

    @Override
    public long ask(String key, Rate rate, long now) {
        if (mayTry()) {
            try {
                long pause = redis.ask(key, rate, now);
                isBack();
                return pause;
            } catch (RedisException away) {
                rest(away);
            }
        }
        return own.ask(key, rate, now);
    }

    @Override
    public void giveBack(String key, Rate rate, long now) {
        if (mayTry()) {
            try {
                redis.giveBack(key, rate, now);
                isBack();
                return;
            } catch (RedisException away) {
                rest(away);
            }
        }
        own.giveBack(key, rate, now);
    }

    /** While it is away, one a second. */
    private boolean mayTry() {
        if (!isAway.get()) {
            return true;
        }
        long until = restUntilNanos.get();
        return System.nanoTime() - until >= 0 && restUntilNanos.compareAndSet(until, until());
    }

    private void isBack() {
        if (isAway.compareAndSet(true, false)) {
            LOG.info("Redis answers again; tries by network are counted there");
        }
    }

    private void rest(RedisException why) {
        restUntilNanos.set(until());
        if (isAway.compareAndSet(false, true)) {
            LOG.warn("Redis is away, each process counts tries by network for itself: {}", why.toString());
        }
    }

    private static long until() {
        return System.nanoTime() + REST.toNanos();
    }
}
