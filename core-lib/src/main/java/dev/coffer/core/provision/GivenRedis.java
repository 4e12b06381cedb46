package dev.coffer.core.provision;

import dev.coffer.core.provision.install.HostEnvironment;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import java.time.Duration;

/** The Redis that the environment names. */
record GivenRedis(String uri) implements RedisServer {
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(5);

    /** @throws StoreUnavailable when it does not answer: nothing else is tried in its place */
    static GivenRedis checked(String uri) {
        try {
            RedisURI address = RedisURI.create(uri);
            address.setTimeout(ANSWER_LIMIT);
            try (RedisClient client = RedisClient.create(address);
                    var connection = client.connect()) {
                connection.sync().ping();
            }
        } catch (RedisException | IllegalArgumentException unusable) {
            Throwable cause = unusable.getCause();
            throw new StoreUnavailable(
                    HostEnvironment.REDIS_URI + " is set, but " + GivenMongo.redacted(uri) + " cannot be used: "
                            + (cause == null ? unusable : cause).getMessage()
                            + ". Start that server, or unset the variable to let Coffer start one.",
                    unusable);
        }
        return new GivenRedis(uri);
    }

    @Override
    public String toString() {
        return GivenMongo.redacted(uri);
    }
}
