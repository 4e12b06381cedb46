package dev.coffer.auth.network;

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

/**
 * Of all replicas together: a key for each network and rule, which expires when all that it counted is forgotten anyway. The time is
 * the replicas', so that a count goes by the same clock as the answer.
 */
final class RedisNetworkCounts implements NetworkCounts, AutoCloseable {

    private static final Duration TIMEOUT = Duration.ofMillis(250);
    private static final int THREADS = 2;
    private static final String PREFIX = "auth:network:";

    /** KEYS key; ARGV now, each, span. As {@link Rate} has it. */
    private static final String ASK = """
        local now = tonumber(ARGV[1])
        local before = tonumber(redis.call('GET', KEYS[1]) or '0')
        local after = math.max(before, now) + tonumber(ARGV[2])
        local pause = after - now - tonumber(ARGV[3])
        if pause > 0 then return pause end
        redis.call('SET', KEYS[1], string.format('%.0f', after), 'PX', after - now)
        return 0
        """;

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

    private final ClientResources resources;
    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;

    /** @param redis {@code redis://host:port}; it may be away */
    RedisNetworkCounts(String redis) {
        RedisURI uri = RedisURI.create(redis);
        uri.setTimeout(TIMEOUT);
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

    /** @throws RedisException where there is no answer in time */
    @Override
    public long ask(String key, Rate rate, long now) {
        return run(ASK, key, Long.toString(now), Long.toString(rate.each()), Long.toString(rate.span()));
    }

    /** @throws RedisException where there is no answer in time */
    @Override
    public void giveBack(String key, Rate rate, long now) {
        run(GIVE_BACK, key, Long.toString(now), Long.toString(rate.each()));
    }

    private long run(String script, String key, String... arguments) {
        Long answer = open().sync().eval(script, ScriptOutputType.INTEGER, new String[] {PREFIX + key}, arguments);
        return answer == null ? 0 : answer;
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
