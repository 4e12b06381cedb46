package dev.coffer.core.events;

import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.Map;

/** A test's own look at Redis, past the room. */
final class RawRedis implements AutoCloseable {

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    RawRedis(String uri) {
        this.client = RedisClient.create(uri);
        this.connection = client.connect();
    }

    /** Shared by the scripts below: the id right after the last entry. */
    private static final String AFTER_LAST = """
        local function idAfter(id)
          local dash = string.find(id, '-', 1, true)
          return string.sub(id, 1, dash) .. string.format('%.0f', tonumber(string.sub(id, dash + 1)) + 1)
        end
        local tail = redis.call('XREVRANGE', KEYS[1], '+', '-', 'COUNT', 100)
        if #tail < 2 then return 0 end
        """;

    /** KEYS stream; ARGV which one, counted from the end. */
    private static final String DUPLICATE = AFTER_LAST + """
        local entry = tail[math.min(tonumber(ARGV[1]), #tail)]
        redis.call('XADD', KEYS[1], idAfter(tail[1][1]), unpack(entry[2]))
        return 1
        """;

    /** KEYS stream. */
    private static final String SWAP = AFTER_LAST + """
        redis.call('XDEL', KEYS[1], tail[1][1], tail[2][1])
        local first = idAfter(tail[1][1])
        redis.call('XADD', KEYS[1], first, unpack(tail[1][2]))
        redis.call('XADD', KEYS[1], idAfter(first), unpack(tail[2][2]))
        return 1
        """;

    /** KEYS stream; ARGV which one, counted from the end. */
    private static final String REMOVE = AFTER_LAST + """
        return redis.call('XDEL', KEYS[1], tail[math.min(tonumber(ARGV[1]), #tail)][1])
        """;

    /** Adds one of the last hundred entries again. @return whether there was one */
    boolean duplicate(String stream, int fromEnd) {
        return changed(DUPLICATE, stream, fromEnd);
    }

    /** Makes the last entry come before the one before it. */
    boolean swapLastTwo(String stream) {
        return changed(SWAP, stream, 0);
    }

    boolean remove(String stream, int fromEnd) {
        return changed(REMOVE, stream, fromEnd);
    }

    private boolean changed(String script, String stream, int fromEnd) {
        long changed = connection
                .sync()
                .eval(script, ScriptOutputType.INTEGER, new String[] {stream}, Integer.toString(1 + fromEnd));
        return changed > 0;
    }

    /** Adds an entry of no relay, under an id that Redis makes of its clock. */
    void addAnything(String stream) {
        connection.sync().xadd(stream, Map.of("e", "{}"));
    }

    void delete(String... keys) {
        connection.sync().del(keys);
    }

    void flushAll() {
        connection.sync().flushall();
    }

    long length(String stream) {
        return connection.sync().xlen(stream);
    }

    @Override
    public void close() {
        connection.close();
        client.shutdown();
    }
}
