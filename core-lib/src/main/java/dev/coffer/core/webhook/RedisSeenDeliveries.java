package dev.coffer.core.webhook;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SetArgs;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
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

    private final RedisClient client;
    private @Nullable StatefulRedisConnection<String, String> connection;
    private volatile boolean isAwayTold;

    /** @param redis {@code redis://host:port}; it may be away */
    public RedisSeenDeliveries(String redis) {
        RedisURI uri = RedisURI.create(redis);
        uri.setTimeout(TIMEOUT);
        this.client = RedisClient.create(uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder().connectTimeout(TIMEOUT).build())
                .build());
    }

    @Override
    public Seen note(String delivery, Duration lifetime) {
        try {
            String set =
                    commands().set(PREFIX + delivery, "1", SetArgs.Builder.nx().px(lifetime));
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
            commands().del(PREFIX + delivery);
        } catch (RedisException away) {
            // It expires; until then a further try of it is refused.
            tellOnce(away);
        }
    }

    private synchronized RedisCommands<String, String> commands() {
        StatefulRedisConnection<String, String> open = connection;
        if (open == null) {
            open = client.connect();
            connection = open;
        }
        return open.sync();
    }

    private void tellOnce(RedisException away) {
        if (!isAwayTold) {
            isAwayTold = true;
            log.warn("Redis is away, deliveries to webhooks are refused until it is back: {}", away.toString());
        }
    }

    @Override
    public void close() {
        client.shutdown();
    }
}
