package dev.coffer.notification.post;

import dev.coffer.core.redis.LazyRedis;
import dev.coffer.core.redis.RedisRate;
import io.lettuce.core.RedisException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Those of all replicas together: a key for each provider, which expires when nothing is taken ahead any more. The time is the replicas'. While
 * Redis is away each replica counts for itself, so that messages go on.
 *
 * @see "docs/adr/0089-who-is-next-and-how-fast.md"
 */
final class RedisRates implements Rates, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisRates.class);
    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final String PREFIX = "notification:rate:";

    private final LazyRedis redis;
    private final RedisRate rates;
    private final Rates own;
    private volatile boolean isAway;

    /** @param address {@code redis://host:port}; it may be away */
    RedisRates(String address, Rates own) {
        this.own = own;
        this.redis = new LazyRedis(address, TIMEOUT);
        this.rates = new RedisRate(redis, Duration.of(1, ChronoUnit.MICROS));
    }

    @Override
    public long take(String provider, long each, long span, long now) {
        try {
            long pause = rates.take(PREFIX + provider, each, span, now);
            note(false);
            return pause;
        } catch (RedisException away) {
            note(true);
            return own.take(provider, each, span, now);
        }
    }

    private void note(boolean away) {
        if (isAway != away) {
            isAway = away;
            LOG.warn(
                    "Rates of providers are kept {}", away ? "by this replica alone: Redis is away" : "in Redis again");
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
