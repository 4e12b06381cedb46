package dev.coffer.core.events;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisChannelHandler;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisConnectionStateAdapter;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;

/** This replica's ear on the channel to which the relay, at whichever replica it runs, publishes what it adds to the stream. */
public final class EventBroadcast implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventBroadcast.class);
    private static final int THREADS = 2;
    private static final Duration FIRST_RECONNECT = Duration.ofMillis(20);
    private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(1);

    private final String channel;
    private final List<EventOnlooker> onlookers;
    private final ClientResources resources;
    private final RedisClient client;
    private final EventJson json = new EventJson();
    private final CountDownLatch closed = new CountDownLatch(1);
    private @Nullable Thread connecting;

    EventBroadcast(String service, String redisUri, List<EventOnlooker> onlookers, Duration timeout) {
        this.channel = StreamKeys.of(service).channel();
        this.onlookers = List.copyOf(onlookers);
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .reconnectDelay(Delay.equalJitter(
                        FIRST_RECONNECT, LONGEST_RECONNECT, FIRST_RECONNECT.toMillis(), TimeUnit.MILLISECONDS))
                .build();
        RedisURI uri = RedisURI.create(redisUri);
        uri.setTimeout(timeout);
        this.client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(timeout)
                        .keepAlive(true)
                        .build())
                .build());
    }

    /** Connects as soon as Redis is there; from then on the client itself connects anew and subscribes again. */
    synchronized void start() {
        if (!onlookers.isEmpty() && connecting == null) {
            connecting = Thread.ofVirtual().name("broadcast").start(this::connect);
        }
    }

    private void connect() {
        try {
            do {
                try {
                    StatefulRedisPubSubConnection<String, String> connection = client.connectPubSub();
                    connection.addListener(new Ear());
                    connection.addListener(new RedisConnectionStateAdapter() {
                        @Override
                        public void onRedisDisconnected(RedisChannelHandler<?, ?> lost) {
                            tell(EventOnlooker::interrupted);
                        }
                    });
                    connection.async().subscribe(channel);
                    return;
                } catch (RedisException away) {
                    log.debug("Redis is away, nobody hears {} yet", channel, away);
                }
            } while (!closed.await(LONGEST_RECONNECT.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** One who fails keeps nobody else from hearing. */
    private void tell(Consumer<EventOnlooker> what) {
        for (EventOnlooker onlooker : onlookers) {
            try {
                what.accept(onlooker);
            } catch (RuntimeException bug) {
                log.error("{} failed on what it saw of {}", onlooker.getClass().getSimpleName(), channel, bug);
            }
        }
    }

    private final class Ear extends RedisPubSubAdapter<String, String> {

        @Override
        public void message(String from, String message) {
            EventEnvelope event;
            try {
                event = json.received(message, JsonNode.class).envelope();
            } catch (RuntimeException unreadable) {
                log.error("What came on {} is no event", channel, unreadable);
                return;
            }
            tell(onlooker -> onlooker.event(event));
        }

        @Override
        public void subscribed(String to, long count) {
            tell(EventOnlooker::listening);
        }
    }

    @Override
    public void close() {
        closed.countDown();
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
