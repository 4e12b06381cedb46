package dev.coffer.core.events;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoDatabase;
import dev.coffer.core.store.DeclaresIndexes;
import dev.coffer.core.store.IndexDeclaration;
import dev.coffer.core.store.InvalidAddress;
import dev.coffer.core.store.Transactions;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.resource.ClientResources;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A service's relay and the lanes of its consumers, from start to stop. One per process and service. */
public final class EventsRuntime implements DeclaresIndexes, AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(EventsRuntime.class);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(5);
    private static final int IO_THREADS = 2;

    private final String service;
    private final StopSignal stop = new StopSignal();
    private final RedisURI redisUri;
    private final RedisClient redis;
    private final ClientResources resources;
    private final RelayGauges relayGauges;
    private final Relay relay;
    private final ReplayRunner replays;
    private final List<ConsumerLanes> consumers;
    private final List<Thread> threads = new ArrayList<>();

    /**
     * What the runtime is made of.
     *
     * @param service whose events are relayed: "auth"
     * @param redisUri {@code redis://host:port}
     * @param carrying collections that carry events beside the outbox
     * @param consumers what this service does with its own and others' events
     */
    public record Parts(
            String service,
            MongoClient client,
            MongoDatabase database,
            Transactions transactions,
            String redisUri,
            List<RelaySource> carrying,
            List<Consumer> consumers,
            EventsLimits limits,
            Clock clock,
            MeterRegistry meters) {

        public Parts {
            carrying = List.copyOf(carrying);
            consumers = List.copyOf(consumers);
            long names = consumers.stream().map(Consumer::name).distinct().count();
            if (names != consumers.size()) {
                throw new IllegalArgumentException("two consumers have the same name: " + consumers);
            }
        }
    }

    public EventsRuntime(Parts parts) {
        this.service = parts.service();
        this.resources = ClientResources.builder()
                .ioThreadPoolSize(IO_THREADS)
                .computationThreadPoolSize(IO_THREADS)
                .build();
        this.redisUri = address(parts);
        this.redis = RedisClient.create(resources, redisUri);
        redis.setOptions(ClientOptions.builder()
                .autoReconnect(false)
                .disconnectedBehavior(ClientOptions.DisconnectedBehavior.REJECT_COMMANDS)
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(parts.limits().redisTimeout())
                        .build())
                .build());
        this.relayGauges = new RelayGauges(parts.meters(), parts.clock());
        String owner = service + "/" + UUID.randomUUID();
        this.relay = relay(parts, owner);
        this.replays = replays(parts, owner);
        this.consumers = parts.consumers().stream()
                .map(consumer -> new ConsumerLanes(lanes(parts, consumer, owner), parts.meters()))
                .toList();
    }

    private static RedisURI address(Parts parts) {
        RedisURI uri = parsed(parts.redisUri());
        uri.setTimeout(parts.limits().redisTimeout());
        return uri;
    }

    private static RedisURI parsed(String redisUri) {
        try {
            return RedisURI.create(redisUri);
        } catch (IllegalArgumentException invalid) {
            throw new InvalidAddress(
                    "coffer.redis.uri is no address such as redis://host:6379: " + invalid.getMessage(), invalid);
        }
    }

    private Relay relay(Parts parts, String owner) {
        EventsLimits limits = parts.limits();
        RelayStates states = new RelayStates(parts.client(), parts.database(), owner, limits.lease());
        RelayParts relayParts = new RelayParts(
                service,
                parts.client(),
                new RelaySources(parts.database(), parts.carrying()),
                states,
                new Journal(parts.database(), parts.clock()),
                parts.transactions(),
                new DeadLetters(parts.database(), parts.clock()),
                redis,
                limits,
                parts.clock(),
                relayGauges,
                stop);
        return new Relay(service, states, RelayRun.factory(relayParts), relayGauges, limits, stop);
    }

    private ReplayRunner replays(Parts parts, String owner) {
        ReplayRun.Parts replayParts = new ReplayRun.Parts(
                parts.client(),
                new RelaySources(parts.database(), parts.carrying()),
                parts.transactions(),
                new ReplayRecords(parts.database()),
                parts.limits().lease(),
                parts.clock(),
                stop);
        return new ReplayRunner(owner, replayParts, parts.limits().restAfterFailure());
    }

    private LaneParts lanes(Parts parts, Consumer consumer, String owner) {
        return new LaneParts(
                consumer,
                new LanePositions(parts.database(), owner, parts.limits().lease()),
                parts.transactions(),
                new DeadLetters(parts.database(), parts.clock()),
                redis,
                parts.limits(),
                parts.clock(),
                stop);
    }

    /** Starts the relay, the lanes and what carries replays out, each on a virtual thread. They wait for stores that are away. */
    public synchronized void start() {
        if (!threads.isEmpty()) {
            throw new IllegalStateException("events of " + service + " were started before");
        }
        threads.add(Thread.ofVirtual().name("relay-" + service).start(relay));
        threads.add(Thread.ofVirtual().name("replays-" + service).start(replays));
        for (ConsumerLanes lanes : consumers) {
            threads.add(Thread.ofVirtual().name("lanes-of-" + service).start(lanes));
        }
    }

    /** Lets what is under way come to its end, saves positions, gives leases back. Takes at most 5 s. */
    @Override
    public synchronized void close() {
        stop.give();
        long deadline = System.nanoTime() + STOP_LIMIT.toNanos();
        try {
            for (Thread thread : threads) {
                Duration left = Duration.ofNanos(Math.max(1, deadline - System.nanoTime()));
                if (!thread.join(left)) {
                    log.warn("{}: {} did not stop in time and is interrupted", service, thread.getName());
                    thread.interrupt();
                }
            }
        } catch (InterruptedException interrupted) {
            threads.forEach(Thread::interrupt);
            Thread.currentThread().interrupt();
        }
        threads.clear();
        redis.shutdown(0, 1, TimeUnit.SECONDS);
        resources.shutdown(0, 1, TimeUnit.SECONDS);
    }

    /** Where Redis is, without user and password. */
    public String redisAddress() {
        return "Redis at " + redisUri.getHost() + ":" + redisUri.getPort();
    }

    /** Asks Redis for a sign of life. @return why there is none within the time limit, or null */
    public @Nullable String redisProblem() {
        try (StatefulRedisConnection<String, String> connection = redis.connect()) {
            connection.sync().ping();
            return null;
        } catch (RedisException away) {
            return away.getClass().getSimpleName();
        }
    }

    public EventsHealth health() {
        return new EventsHealth(
                relayGauges.health(),
                consumers.stream().flatMap(lanes -> lanes.health().stream()).toList());
    }

    @Override
    public List<IndexDeclaration> indexes() {
        return Journal.indexes();
    }
}
