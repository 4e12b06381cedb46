package dev.coffer.core.events;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;

/** A test's own look at Redis, past the room. */
final class RawRedis implements AutoCloseable {

    private final RedisClient client;
    private final StatefulRedisConnection<String, String> connection;

    RawRedis(String uri) {
        this.client = RedisClient.create(uri);
        this.connection = client.connect();
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
