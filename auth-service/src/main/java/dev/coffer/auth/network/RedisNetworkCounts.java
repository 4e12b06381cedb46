package dev.coffer.auth.network;

import dev.coffer.core.redis.LazyRedis;
import dev.coffer.core.redis.RedisRate;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;

/**
 * Of all replicas together: a key for each network and rule, which expires when all that it counted is forgotten anyway. The time is
 * the replicas', so that a count goes by the same clock as the answer.
 */
final class RedisNetworkCounts implements NetworkCounts, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final String PREFIX = "auth:network:";

    /** KEYS key; ARGV now, each. */
    private static final String GIVE_BACK = """
        local now = tonumber(ARGV[1])
        local after = tonumber(redis.call('GET', KEYS[1]) or '0') - tonumber(ARGV[2])
        if after > now then
          redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', after - now)
        else
          redis.call('DEL', KEYS[1])
        end
        return 0
        """;

    private final LazyRedis redis;
    private final RedisRate rates;

    /** @param address {@code redis://host:port}; it may be away */
    RedisNetworkCounts(String address) {
        this.redis = new LazyRedis(address, TIMEOUT);
        this.rates = new RedisRate(redis, Duration.ofMillis(1));
    }

    /** @throws RedisException where there is no answer in time */
    @Override
    public long ask(String key, Rate rate, long now) {
        return rates.take(PREFIX + key, rate.each(), rate.span(), now);
    }

    /** @throws RedisException where there is no answer in time */
    @Override
    public void giveBack(String key, Rate rate, long now) {
        redis.commands()
                .eval(
                        GIVE_BACK,
                        ScriptOutputType.INTEGER,
                        new String[] {PREFIX + key},
                        Long.toString(now),
                        Long.toString(rate.each()));
    }

    @Override
    public void close() {
        redis.close();
    }
}
