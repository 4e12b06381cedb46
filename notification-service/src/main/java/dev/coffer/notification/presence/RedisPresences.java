package dev.coffer.notification.presence;

import dev.coffer.core.errors.CodedException;
import dev.coffer.core.errors.CommonError;
import dev.coffer.core.redis.LazyRedis;
import io.lettuce.core.Limit;
import io.lettuce.core.Range;
import io.lettuce.core.RedisException;
import io.lettuce.core.ScoredValue;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;

/**
 * {@link Presences} in Redis: a sorted set for each place, of users by replica, ordered by when they are forgotten. A Redis that lost it is told
 * anew within seconds.
 */
final class RedisPresences implements Presences, AutoCloseable {

    static final Duration KEPT = Duration.ofSeconds(60);

    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final String PREFIX = "presence:";

    /** Of one place; more than these are not looked at. */
    private static final long LOOKED_AT = 10_000;

    /** Between a user and a replica: no id has one. */
    private static final char SEPARATOR = '\n';

    private final LazyRedis redis;
    private final String replica;
    private final Clock clock;

    /** @param address {@code redis://host:port}; it may be away */
    RedisPresences(String address, String replica, Clock clock) {
        this.redis = new LazyRedis(address, TIMEOUT);
        this.replica = replica;
        this.clock = clock;
    }

    private static String key(Place place) {
        return PREFIX + place.tenantId() + ":" + place.topic().value();
    }

    private String member(String userId) {
        return userId + SEPARATOR + replica;
    }

    @Override
    public void tell(Place place, Collection<String> here, Collection<String> gone) {
        String key = key(place);
        double until = clock.millis() + (double) KEPT.toMillis();
        try {
            RedisCommands<String, String> commands = redis.commands();
            if (!here.isEmpty()) {
                commands.zadd(key, scored(here, until));
                commands.pexpire(key, KEPT);
            }
            if (!gone.isEmpty()) {
                commands.zrem(key, gone.stream().map(this::member).toArray(String[]::new));
            }
        } catch (RedisException away) {
            throw away(away);
        }
    }

    @SuppressWarnings("unchecked")
    private ScoredValue<String>[] scored(Collection<String> here, double until) {
        return here.stream()
                .map(userId -> ScoredValue.just(until, member(userId)))
                .toArray(ScoredValue[]::new);
    }

    @Override
    public List<String> at(Place place, int most) {
        Range<Long> notForgotten = Range.from(Range.Boundary.excluding(clock.millis()), Range.Boundary.unbounded());
        try {
            RedisCommands<String, String> commands = redis.commands();
            commands.zremrangebyscore(key(place), Range.create(0, clock.millis()));
            // A user is there once for each replica.
            return commands.zrangebyscore(key(place), notForgotten, Limit.create(0, LOOKED_AT)).stream()
                    .map(member -> member.substring(0, member.indexOf(SEPARATOR)))
                    .distinct()
                    .sorted()
                    .limit(most)
                    .toList();
        } catch (RedisException away) {
            throw away(away);
        }
    }

    private static CodedException away(RedisException why) {
        return new CodedException(CommonError.UNAVAILABLE, "Who is connected is not known at the moment.", null, why);
    }

    @Override
    public void close() {
        redis.close();
    }
}
