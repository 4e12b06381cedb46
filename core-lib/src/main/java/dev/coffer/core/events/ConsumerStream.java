package dev.coffer.core.events;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A consumer's side of a stream, on a connection of its own. What is read counts only if the stream is the same before and after
 * the read and never had its floor above the position: then nothing between the position and what was read is missing.
 */
final class ConsumerStream implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(ConsumerStream.class);

    /** KEYS stream, meta; ARGV epoch. */
    private static final String REFUSE = """
        if redis.call('HGET', KEYS[2], 'epoch') ~= ARGV[1] then return 0 end
        return redis.call('HDEL', KEYS[2], 'epoch', 'floor')
        """;

    private static final String EPOCH = "epoch";
    private static final String FLOOR = "floor";

    private final StreamKeys keys;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisAsyncCommands<String, String> redis;
    private final Duration timeout;
    private @Nullable String epoch;

    ConsumerStream(RedisClient client, StreamKeys keys, Duration timeout) {
        this.keys = keys;
        this.timeout = timeout;
        this.connection = client.connect();
        this.redis = connection.async();
    }

    /** What the stream's meta key said. */
    private record Meta(@Nullable String epoch, @Nullable String floor) {

        /** @return null where the stream lacks something after the position */
        @Nullable
        String epochCovering(StreamId position) {
            return floor == null || StreamId.parse(floor).isAfter(position) ? null : epoch;
        }
    }

    /**
     * Reads on from a position, which must have been reported before.
     *
     * @param block longest wait for the first entry
     * @return what follows, empty if nothing came; null while the stream lacks something after the position, or has just changed
     */
    @Nullable
    List<Delivery> read(StreamId after, int count, Duration block) {
        String known = epoch;
        if (known == null) {
            known = meta(await(redis.hmget(keys.meta(), EPOCH, FLOOR), timeout)).epochCovering(after);
            if (known == null) {
                return null;
            }
            epoch = known;
        }
        RedisFuture<List<StreamMessage<String, String>>> entries = redis.xread(
                XReadArgs.Builder.block(block).count(count), StreamOffset.from(keys.stream(), after.toString()));
        RedisFuture<List<KeyValue<String, String>>> checked = redis.hmget(keys.meta(), EPOCH, FLOOR);
        List<StreamMessage<String, String>> messages = await(entries, timeout.plus(block));
        if (!known.equals(meta(await(checked, timeout)).epochCovering(after))) {
            epoch = null;
            return null;
        }
        List<Delivery> deliveries = genuine(messages, after);
        if (deliveries.isEmpty() && !messages.isEmpty()) {
            refuse(known, messages.getFirst().getId());
            return null;
        }
        return deliveries;
    }

    /**
     * What comes before the first entry that the relay did not put there, or that lacks the one before it. So a copy under another
     * id, a changed order and a hole are all seen before they have an effect, whoever caused them.
     */
    private static List<Delivery> genuine(List<StreamMessage<String, String>> messages, StreamId after) {
        List<Delivery> deliveries = new ArrayList<>(messages.size());
        StreamId before = after;
        for (StreamMessage<String, String> message : messages) {
            StreamId previous = previousOf(message);
            if (previous == null || previous.isAfter(before)) {
                break;
            }
            Delivery delivery = delivery(message);
            deliveries.add(delivery);
            before = delivery.id();
        }
        return deliveries;
    }

    /** @return null where the entry is not where the relay put it */
    private static @Nullable StreamId previousOf(StreamMessage<String, String> message) {
        String previous = message.getBody().get("p");
        if (previous == null || !message.getId().equals(message.getBody().get("i"))) {
            return null;
        }
        try {
            return StreamId.parse(previous);
        } catch (IllegalArgumentException noId) {
            return null;
        }
    }

    /** Makes the relay fill the stream anew from MongoDB, which alone says what happened and in which order. */
    private void refuse(String known, String id) {
        log.warn(
                "{}: entry {} is not the relay's, or the one before it is missing; asking for all anew",
                keys.stream(),
                id);
        epoch = null;
        await(
                redis.<Long>eval(REFUSE, ScriptOutputType.INTEGER, new String[] {keys.stream(), keys.meta()}, known),
                timeout);
    }

    /** Tells the relay where lanes stand, "consumer/lane": it keeps, or brings back, everything after each. */
    void report(Map<String, LaneReport> reports) {
        Map<String, String> texts = new HashMap<>();
        reports.forEach((lane, report) -> texts.put(lane, report.toString()));
        await(redis.hset(keys.lanes(), texts), timeout);
    }

    private static Delivery delivery(StreamMessage<String, String> message) {
        Map<String, String> body = message.getBody();
        return new Delivery(
                StreamId.parse(message.getId()),
                body.getOrDefault("t", ""),
                body.getOrDefault("k", ""),
                body.getOrDefault("e", ""),
                body.get("c"));
    }

    private static Meta meta(List<KeyValue<String, String>> values) {
        return new Meta(values.get(0).getValueOrElse(null), values.get(1).getValueOrElse(null));
    }

    private static <T> T await(RedisFuture<T> answer, Duration limit) {
        try {
            return answer.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failure) {
            throw new RedisException(failure.getCause());
        } catch (TimeoutException late) {
            throw new RedisCommandTimeoutException(late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new RedisException("interrupted while waiting for Redis", interrupted);
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
