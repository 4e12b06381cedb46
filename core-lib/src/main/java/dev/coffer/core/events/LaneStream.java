package dev.coffer.core.events;

import io.lettuce.core.KeyValue;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisCommandTimeoutException;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.StreamMessage;
import io.lettuce.core.XReadArgs;
import io.lettuce.core.XReadArgs.StreamOffset;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.async.RedisAsyncCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A lane's side of a stream, on a connection of its own. What is read counts only if the stream is the same before and after the
 * read and never had its floor above the position: then nothing between the position and what was read is missing.
 */
final class LaneStream implements AutoCloseable {

    private static final String EPOCH = "epoch";
    private static final String FLOOR = "floor";

    private final StreamKeys keys;
    private final StatefulRedisConnection<String, String> connection;
    private final RedisAsyncCommands<String, String> redis;
    private final Duration timeout;
    private @Nullable String epoch;

    LaneStream(RedisClient client, StreamKeys keys, Duration timeout) {
        this.keys = keys;
        this.timeout = timeout;
        this.connection = client.connect();
        this.redis = connection.async();
    }

    /** What the stream's meta key said. */
    private record Meta(@Nullable String epoch, @Nullable String floor) {

        boolean covers(StreamId position) {
            return epoch != null && floor != null && !StreamId.parse(floor).isAfter(position);
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
            Meta meta = meta(await(redis.hmget(keys.meta(), EPOCH, FLOOR), timeout));
            if (!meta.covers(after)) {
                return null;
            }
            known = meta.epoch();
            epoch = known;
        }
        RedisFuture<List<StreamMessage<String, String>>> entries = redis.xread(
                XReadArgs.Builder.block(block).count(count), StreamOffset.from(keys.stream(), after.toString()));
        RedisFuture<List<KeyValue<String, String>>> checked = redis.hmget(keys.meta(), EPOCH, FLOOR);
        List<StreamMessage<String, String>> messages = await(entries, timeout.plus(block));
        Meta meta = meta(await(checked, timeout));
        if (!meta.covers(after) || !java.util.Objects.equals(known, meta.epoch())) {
            epoch = null;
            return null;
        }
        return messages.stream().map(LaneStream::delivery).toList();
    }

    /** Tells the relay where the lane stands: it keeps, or brings back, everything after it. */
    void report(String lane, StreamId position, Instant now) {
        await(redis.hset(keys.lanes(), lane, new LaneReport(position, now).toString()), timeout);
    }

    private static Delivery delivery(StreamMessage<String, String> message) {
        Map<String, String> body = message.getBody();
        return new Delivery(
                StreamId.parse(message.getId()),
                body.getOrDefault("t", ""),
                body.getOrDefault("k", ""),
                body.getOrDefault("e", ""));
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
