package dev.coffer.scripts.doctor;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Whether a Redis can be reached, and keeps what it is given. */
final class RedisLook {

    private static final Duration PATIENCE = Duration.ofSeconds(3);
    private static final String POLICY = "maxmemory-policy";
    private static final String KEEPS = "noeviction";

    private RedisLook() {}

    static List<Finding> look(String uri) {
        List<Finding> found = new ArrayList<>();
        RedisURI address;
        try {
            address = RedisURI.create(uri);
        } catch (IllegalArgumentException invalid) {
            return List.of(Finding.problem(
                    "coffer.redis.uri is no address such as redis://host:6379.",
                    "Set COFFER_REDIS_URI to such an address."));
        }
        address.setTimeout(PATIENCE);
        String name = "Redis at " + address.getHost() + ":" + address.getPort();
        try (RedisClient client = RedisClient.create(address);
                StatefulRedisConnection<String, String> connection = client.connect()) {
            connection.sync().ping();
            found.add(Finding.ok(name + " answers"));
            policy(connection, name, found);
        } catch (RedisException away) {
            found.add(
                    Finding.problem(
                            name + " does not answer.",
                            "Start it, or set COFFER_REDIS_URI to where it is; without that './coffer up' starts one of its own."));
        }
        return found;
    }

    private static void policy(StatefulRedisConnection<String, String> connection, String name, List<Finding> found) {
        try {
            String policy = connection.sync().configGet(POLICY).getOrDefault(POLICY, KEEPS);
            if (!KEEPS.equals(policy)) {
                found.add(Finding.warning(
                        name + " throws things away when it is full (" + POLICY + " " + policy
                                + "); events are then read again from MongoDB, slowly.",
                        "Set " + POLICY + " " + KEEPS + "."));
            }
        } catch (RedisException notAllowed) {
            // Hosted ones do not tell; nothing follows from that.
        }
    }
}
