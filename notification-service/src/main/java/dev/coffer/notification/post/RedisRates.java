package dev.coffer.notification.post;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
    private static final int THREADS = 2;
    private static final String PREFIX = "notification:rate:";

    /** KEYS key; ARGV now, each, span: as {@link Rates#take} has it. */
    private static final String TAKE = """
        local now = tonumber(ARGV[1])
        local before = tonumber(redis.call('GET', KEYS[1]) or '0')
        local after = math.max(before, now) + tonumber(ARGV[2])
        local pause = after - now - tonumber(ARGV[3])
        if pause > 0 then return pause end
        redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', math.ceil((after - now) / 1000))
        return 0
        """;

    private final ClientResources resources;
    private final RedisClient client;
    private final Rates own;
    private @Nullable StatefulRedisConnection<String, String> connection;
    private volatile boolean isAway;

    /** @param redis {@code redis://host:port}; it may be away */
    RedisRates(String redis, Rates own) {
        RedisURI uri = RedisURI.create(redis);
        uri.setTimeout(TIMEOUT);
        this.own = own;
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .build();
        this.client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
                .build());
    }

    @Override
    public long take(String provider, long each, long span, long now) {
        try {
            Long pause = open().sync()
                    .eval(
                            TAKE,
                            ScriptOutputType.INTEGER,
                            new String[] {PREFIX + provider},
                            Long.toString(now),
                            Long.toString(each),
                            Long.toString(span));
            note(false);
            return pause == null ? 0 : pause;
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

    private synchronized StatefulRedisConnection<String, String> open() {
        StatefulRedisConnection<String, String> open = connection;
        if (open == null) {
            open = client.connect();
            connection = open;
        }
        return open;
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
