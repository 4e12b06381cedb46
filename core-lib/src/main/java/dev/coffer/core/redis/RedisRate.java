package dev.coffer.core.redis;

import io.lettuce.core.RedisException;
import io.lettuce.core.ScriptOutputType;
import java.time.Duration;

/**
 * The generic cell rate algorithm for all replicas together: a key holds the moment at which all that it counted is forgotten, and goes away
 * then. The time is the caller's, so that a count goes by the same clock as what is decided by it.
 */
public final class RedisRate {

    /** KEYS key; ARGV now, each, span, units in a millisecond. */
    private static final String TAKE = """
        local now = tonumber(ARGV[1])
        local before = tonumber(redis.call('GET', KEYS[1]) or '0')
        local after = math.max(before, now) + tonumber(ARGV[2])
        local pause = after - now - tonumber(ARGV[3])
        if pause > 0 then return pause end
        local left = math.ceil((after - now) / tonumber(ARGV[4]))
        redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', left)
        return 0
        """;

    private final LazyRedis redis;
    private final String unitsInMillisecond;

    /** @param unit of all times: a millisecond, or a part of one */
    public RedisRate(LazyRedis redis, Duration unit) {
        this.redis = redis;
        this.unitsInMillisecond = Long.toString(Duration.ofMillis(1).dividedBy(unit));
    }

    /**
     * Counts one more, unless that moves the moment further away than it may be.
     *
     * @param each how far one moves it, in units; likewise the others
     * @param span how far away it may be
     * @param now since the epoch
     * @return 0 where it was counted, else for how long none is
     * @throws RedisException where there is no answer in time
     */
    public long take(String key, long each, long span, long now) {
        Long pause = redis.commands()
                .eval(
                        TAKE,
                        ScriptOutputType.INTEGER,
                        new String[] {key},
                        Long.toString(now),
                        Long.toString(each),
                        Long.toString(span),
                        unitsInMillisecond);
        return pause == null ? 0 : pause;
    }
}
