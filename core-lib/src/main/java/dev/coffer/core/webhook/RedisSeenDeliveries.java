package dev.coffer.core.webhook;

import dev.coffer.core.redis.LazyRedis;
import io.lettuce.core.RedisException;
import io.lettuce.core.SetArgs;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * {@link SeenDeliveries} in Redis, a key for each delivery until it is too old anyway. A Redis that lost its data has forgotten them:
 * a copy is then told apart only by what handles it.
 */
public final class RedisSeenDeliveries implements SeenDeliveries, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisSeenDeliveries.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final String PREFIX = "webhook:seen:";

    private final LazyRedis redis;
    private volatile boolean isAwayTold;

    /** @param address {@code redis://host:port}; it may be away */
    public RedisSeenDeliveries(String address) {
        this.redis = new LazyRedis(address, TIMEOUT);
    }

    @Override
    public Seen note(String delivery, Duration lifetime) {
        try {
            String set = redis.commands()
                    .set(PREFIX + delivery, "1", SetArgs.Builder.nx().px(lifetime));
            isAwayTold = false;
            return set == null ? Seen.BEFORE : Seen.FIRST;
        } catch (RedisException away) {
            tellOnce(away);
            return Seen.UNKNOWN;
        }
    }

    @Override
    public void forget(String delivery) {
        try {
            redis.commands().del(PREFIX + delivery);
        } catch (RedisException away) {
            // It expires; until then a further try of it is refused.
            tellOnce(away);
        }
    }

    private void tellOnce(RedisException away) {
        if (!isAwayTold) {
            isAwayTold = true;
            log.warn("Redis is away, deliveries to webhooks are refused until it is back: {}", away.toString());
        }
    }

    @Override
    public void close() {
        redis.close();
    }
}
