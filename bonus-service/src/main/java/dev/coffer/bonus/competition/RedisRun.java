package dev.coffer.bonus.competition;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection to Redis that leads to one run of it for as long as it lasts: it is never opened again behind the back of whoever uses
 * it, so that what was found out about Redis goes on to hold.
 */
final class RedisRun implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RedisRun.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(1);
    private static final Duration PAUSE = Duration.ofSeconds(1);
    private static final int THREADS = 2;
    private static final String RUN_ID = "run_id:";

    private final ClientResources resources;
    private final RedisClient client;
    private @Nullable Link current;
    private @Nullable Long awayNanos;

    /** @param redis {@code redis://host:port}; it may be away */
    RedisRun(String redis) {
        RedisURI uri = RedisURI.create(redis);
        uri.setTimeout(TIMEOUT);
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .build();
        this.client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
                .build());
    }

    /** @param run names the run of Redis that the connection leads to */
    record Link(StatefulRedisConnection<String, String> connection, String run) {

        RedisCommands<String, String> commands() {
            return connection.sync();
        }
    }

    /** @throws RedisException where Redis is away, or was not a moment ago */
    <T> T with(Function<Link, T> work) {
        Link link = open();
        try {
            return work.apply(link);
        } catch (RedisException failure) {
            drop(link, failure);
            throw failure;
        }
    }

    private synchronized Link open() {
        Link open = current;
        if (open != null && open.connection().isOpen()) {
            return open;
        }
        if (awayNanos != null && System.nanoTime() - awayNanos < PAUSE.toNanos()) {
            throw new RedisConnectionException("Redis was away a moment ago");
        }
        try {
            Link link = connect();
            current = link;
            awayNanos = null;
            return link;
        } catch (RedisException away) {
            if (awayNanos == null) {
                LOG.warn("Redis is away, leaderboards are shown from MongoDB: {}", away.toString());
            }
            awayNanos = System.nanoTime();
            throw away;
        }
    }

    private Link connect() {
        StatefulRedisConnection<String, String> connection = client.connect();
        try {
            return new Link(connection, run(connection.sync().info("server")));
        } catch (RedisException away) {
            connection.close();
            throw away;
        }
    }

    private static String run(String info) {
        return info.lines()
                .filter(line -> line.startsWith(RUN_ID))
                .map(line -> line.substring(RUN_ID.length()).strip())
                .findFirst()
                .orElseThrow(() -> new RedisException("Redis does not say which run of it this is"));
    }

    /** Whoever comes within a moment is told at once, so that an ailing Redis is not asked, nor written about, by every request. */
    private synchronized void drop(Link link, RedisException failure) {
        link.connection().close();
        if (current == link) {
            current = null;
            awayNanos = System.nanoTime();
            LOG.warn("Redis fails, leaderboards are shown from MongoDB: {}", failure.toString());
        }
    }

    @Override
    public void close() {
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
