package dev.coffer.core.cache;

import dev.coffer.core.testkit.TestStores;
import io.lettuce.core.RedisClient;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.TransactionResult;
import io.lettuce.core.api.StatefulRedisConnection;
import java.util.UUID;

/** What other processes do to a cache in Redis, done by hand. */
final class RedisEntriesProbe {

    private RedisEntriesProbe() {}

    /** As a process that is killed right after it has found nothing. */
    static void beginToLoad(CacheStage stage, TenantKey key) {
        try (RedisClient client = RedisClient.create(TestStores.redisUri());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            redis.sync()
                    .eval(
                            RedisScripts.FIND,
                            ScriptOutputType.MULTI,
                            keysOf(stage, key),
                            UUID.randomUUID().toString(),
                            "10000",
                            "0");
        }
    }

    /** Cuts all subscriptions and invalidates in one step, so that no subscriber can hear of it. */
    static void invalidateUnheard(CacheStage stage, TenantKey key) {
        try (RedisClient client = RedisClient.create(TestStores.redisUri());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            redis.sync().multi();
            redis.sync().clientKill(io.lettuce.core.KillArgs.Builder.typePubsub());
            redis.sync()
                    .eval(
                            RedisScripts.INVALIDATE,
                            ScriptOutputType.INTEGER,
                            keysOf(stage, key),
                            UUID.randomUUID().toString(),
                            stage.keys().channel(),
                            key.text());
            TransactionResult done = redis.sync().exec();
            if (done.wasDiscarded()) {
                throw new IllegalStateException("nothing was invalidated");
            }
        }
    }

    /** Ends the connections that listen; they come again. */
    static void cutSubscriptions() {
        try (RedisClient client = RedisClient.create(TestStores.redisUri());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            redis.sync().clientKill(io.lettuce.core.KillArgs.Builder.typePubsub());
        }
    }

    static long subscribers(CacheStage stage) {
        try (RedisClient client = RedisClient.create(TestStores.redisUri());
                StatefulRedisConnection<String, String> redis = client.connect()) {
            String channel = stage.keys().channel();
            return redis.sync().pubsubNumsub(channel).getOrDefault(channel, 0L);
        }
    }

    private static String[] keysOf(CacheStage stage, TenantKey key) {
        return new String[] {
            stage.keys().meta(), stage.keys().value(key), stage.keys().fence(key)
        };
    }
}
