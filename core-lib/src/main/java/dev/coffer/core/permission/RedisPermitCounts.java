package dev.coffer.core.permission;

import dev.coffer.access.condition.Condition;
import dev.coffer.core.redis.LazyRedis;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Of all services and their replicas together: a list for each subject and rate, of the times of its permits, the newest first, which
 * expires when the newest is forgotten. The time is the replicas', so that a count goes by the same clock as the decision. No connection is
 * opened before a rate is asked for.
 */
final class RedisPermitCounts implements PermitCounts, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final String PREFIX = "permits:";

    /** KEYS key; ARGV now, per, most. The list is no longer than that, so that its last one is the one that must be forgotten. */
    private static final String COUNT = """
        local oldest = redis.call('LINDEX', KEYS[1], tonumber(ARGV[3]) - 1)
        if oldest and tonumber(oldest) > tonumber(ARGV[1]) - tonumber(ARGV[2]) then return 0 end
        redis.call('LPUSH', KEYS[1], ARGV[1])
        redis.call('LTRIM', KEYS[1], 0, tonumber(ARGV[3]) - 1)
        redis.call('PEXPIRE', KEYS[1], ARGV[2])
        return 1
        """;

    private final String address;
    private @Nullable LazyRedis redis;

    /** @param address {@code redis://host:port}; it may be away */
    RedisPermitCounts(String address) {
        this.address = address;
    }

    private synchronized LazyRedis redis() {
        LazyRedis opened = redis;
        if (opened == null) {
            opened = new LazyRedis(address, TIMEOUT);
            redis = opened;
        }
        return opened;
    }

    /** @throws RedisException where there is no answer in time */
    @Override
    public boolean count(String subject, Condition.Rate rate, long now) {
        Long counted = redis().commands()
                .eval(
                        COUNT,
                        ScriptOutputType.INTEGER,
                        new String[] {PREFIX + PermitCounts.key(subject, rate)},
                        Long.toString(now),
                        Long.toString(rate.counter().per().toMillis()),
                        Long.toString(rate.most()));
        return counted != null && counted == 1;
    }

    /** @throws RedisException where there is no answer in time */
    @Override
    public long soFar(String subject, Condition.Rate rate, long now) {
        long after = now - rate.counter().per().toMillis();
        return redis().commands().lrange(PREFIX + PermitCounts.key(subject, rate), 0, rate.most() - 1).stream()
                .filter(time -> Long.parseLong(time) > after)
                .count();
    }

    @Override
    public synchronized void close() {
        LazyRedis opened = redis;
        if (opened != null) {
            opened.close();
        }
    }
}
