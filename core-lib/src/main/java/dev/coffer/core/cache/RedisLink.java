package dev.coffer.core.cache;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.codec.RedisCodec;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.Delay;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A process's two connections to Redis for its caches: one for questions, one for messages. While Redis is away a question fails at
 * once; that it went away, and that it is back, is logged once each.
 */
final class RedisLink implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(RedisLink.class);
    private static final int THREADS = 2;
    private static final Duration CONNECT = Duration.ofSeconds(2);
    private static final Duration FIRST_RECONNECT = Duration.ofMillis(10);
    private static final Duration LONGEST_RECONNECT = Duration.ofSeconds(1);

    private final RedisURI uri;
    private final CacheLimits limits;
    private final ClientResources resources;
    private final RedisClient client;
    private final Map<String, Party> parties = new ConcurrentHashMap<>();
    private final Set<String> subscribed = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean isAway = new AtomicBoolean();
    private final Thread tending;
    private volatile long restUntilNanos = System.nanoTime();
    private volatile @Nullable StatefulRedisConnection<String, byte[]> questions;
    private volatile @Nullable StatefulRedisPubSubConnection<String, String> messages;
    private volatile boolean isClosed;

    /** Somebody who listens on a channel. Called on threads that must not be held up, but for {@link #tend}. */
    interface Party {

        void heard(String message);

        /** From here on every message is heard. */
        void subscribed();

        /** Once in a while, and soon after {@link #subscribed}: the time to catch up with Redis. */
        void tend();
    }

    RedisLink(RedisURI uri, CacheLimits limits, MeterRegistry registry) {
        this.uri = uri;
        this.limits = limits;
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(THREADS)
                .computationThreadPoolSize(THREADS)
                .reconnectDelay(Delay.equalJitter(
                        FIRST_RECONNECT, LONGEST_RECONNECT, FIRST_RECONNECT.toMillis(), TimeUnit.MILLISECONDS))
                .build();
        this.client = RedisClient.create(resources, uri);
        client.setOptions(ClientOptions.builder()
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(CONNECT)
                        .keepAlive(true)
                        .build())
                .build());
        Gauge.builder("coffer.cache.redis.away", isAway, away -> away.get() ? 1 : 0)
                .description("1 while the caches do without Redis")
                .register(registry);
        connect();
        this.tending = Thread.ofVirtual().name("caches-redis").start(this::tendAll);
    }

    void join(String channel, Party party) {
        parties.put(channel, party);
        subscribe(channel);
    }

    /** @throws RedisAway where there is no answer in time, or Redis refuses the command */
    <T> T ask(Function<RedisAsyncCommands<String, byte[]>, RedisFuture<T>> question) throws RedisAway {
        StatefulRedisConnection<String, byte[]> connection = questions;
        if (connection == null || System.nanoTime() - restUntilNanos < 0) {
            throw RedisAway.INSTANCE;
        }
        try {
            T answer =
                    question.apply(connection.async()).get(limits.redisTimeout().toMillis(), TimeUnit.MILLISECONDS);
            answered();
            return answer;
        } catch (ExecutionException failed) {
            throw away(String.valueOf(failed.getCause()));
        } catch (RedisException failed) {
            throw away(failed.toString());
        } catch (TimeoutException late) {
            throw away("no answer within " + limits.redisTimeout());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw RedisAway.INSTANCE;
        }
    }

    private void answered() {
        if (isAway.get() && isAway.compareAndSet(true, false)) {
            log.info("Redis at {}:{} answers again; the caches use it", uri.getHost(), uri.getPort());
        }
    }

    private RedisAway away(String why) {
        restUntilNanos = System.nanoTime() + limits.restAfterFailure().toNanos();
        if (isAway.compareAndSet(false, true)) {
            log.warn("Redis at {}:{} is away, the caches ask the origin: {}", uri.getHost(), uri.getPort(), why);
        }
        return RedisAway.INSTANCE;
    }

    private void tendAll() {
        while (!isClosed) {
            connect();
            parties.keySet().stream()
                    .filter(channel -> !subscribed.contains(channel))
                    .forEach(this::subscribe);
            parties.values().forEach(Party::tend);
            if (!isClosed) {
                LockSupport.parkNanos(limits.checkEvery().toNanos());
            }
        }
    }

    /** Once both are there, the client itself connects them anew and subscribes again. */
    private synchronized void connect() {
        if (isClosed || (questions != null && messages != null)) {
            return;
        }
        try {
            if (questions == null) {
                questions = client.connect(RedisCodec.of(StringCodec.UTF8, ByteArrayCodec.INSTANCE));
            }
            StatefulRedisPubSubConnection<String, String> listening = client.connectPubSub(StringCodec.UTF8);
            listening.addListener(new Listener());
            messages = listening;
        } catch (RedisException failed) {
            away(failed.toString());
        }
    }

    private void subscribe(String channel) {
        StatefulRedisPubSubConnection<String, String> listening = messages;
        if (listening != null) {
            // The answer comes to the listener; from then on the client repeats it whenever it connects anew.
            listening.async().subscribe(channel).exceptionally(failed -> {
                log.debug("subscribing to {} failed: {}", channel, failed.toString());
                return null;
            });
        }
    }

    private final class Listener extends RedisPubSubAdapter<String, String> {

        @Override
        public void message(String channel, String message) {
            Party party = parties.get(channel);
            if (party != null) {
                party.heard(message);
            }
        }

        @Override
        public void subscribed(String channel, long count) {
            Party party = parties.get(channel);
            if (party != null) {
                subscribed.add(channel);
                party.subscribed();
                LockSupport.unpark(tending);
            }
        }
    }

    @Override
    public void close() {
        isClosed = true;
        LockSupport.unpark(tending);
        client.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS);
    }
}
